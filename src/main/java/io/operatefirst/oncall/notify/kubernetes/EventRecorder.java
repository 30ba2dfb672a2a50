package io.operatefirst.oncall.notify.kubernetes;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.text.Excerpt;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of something as a Kubernetes Event on a resource. The Event's name follows from what it
 * tells, so that telling it twice leaves one.
 */
public final class EventRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private static final String COMPONENT = "oncall-operator";
  private static final int MESSAGE_LENGTH = 1024;

  /** Of a name in Kubernetes, where it is a subdomain. */
  private static final int NAME_LENGTH = 253;

  private final KubernetesClient client;
  private final Clock clock;

  public EventRecorder(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** How an Event is shown. */
  public enum Kind {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  /**
   * Something to tell.
   *
   * @param kind whether it needs attention
   * @param reason in CamelCase, for machines
   * @param key distinguishes it from others on the same resource: telling the same again is no news
   * @param message for people
   */
  public record News(Kind kind, String reason, String key, String message) {}

  /**
   * By the UID too: the Events of a resource outlive it, and are not those of another one that is
   * made under its name. By that they also differ where a long name has to be cut.
   */
  static String name(HasMetadata about, News news) {
    String told = ".%s.%08x".formatted(news.key(), Objects.hashCode(about.getMetadata().getUid()));
    String name = about.getMetadata().getName();
    String room = name.substring(0, Math.min(name.length(), NAME_LENGTH - told.length()));
    return room.replaceFirst("[-.]+$", "") + told;
  }

  /**
   * Records it on a resource. Where an Event of that name is there already, it is left as it is.
   * One that the server does not take, however often the client has tried, is logged and no reason
   * to stop: whoever tells by it goes on.
   *
   * @throws KubernetesClientException where the server does not answer, and so takes nothing else
   */
  public void record(HasMetadata about, News news) {
    String now = clock.instant().toString();
    try {
      client
          .v1()
          .events()
          .resource(
              new EventBuilder()
                  .withNewMetadata()
                  .withName(name(about, news))
                  .withNamespace(about.getMetadata().getNamespace())
                  .endMetadata()
                  .withNewInvolvedObject()
                  .withApiVersion(about.getApiVersion())
                  .withKind(about.getKind())
                  .withName(about.getMetadata().getName())
                  .withNamespace(about.getMetadata().getNamespace())
                  .withUid(about.getMetadata().getUid())
                  .endInvolvedObject()
                  .withType(news.kind().type)
                  .withReason(news.reason())
                  .withMessage(Excerpt.beginning(news.message(), MESSAGE_LENGTH))
                  .withFirstTimestamp(now)
                  .withLastTimestamp(now)
                  .withCount(1)
                  .withNewSource()
                  .withComponent(COMPONENT)
                  .endSource()
                  .withReportingComponent(COMPONENT)
                  .build())
          .create();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return;
      }
      if (e.getCode() < HttpURLConnection.HTTP_BAD_REQUEST) {
        throw e;
      }
      LOG.warn("event {} on {} was refused", news.reason(), about.getMetadata().getName(), e);
    }
  }
}
