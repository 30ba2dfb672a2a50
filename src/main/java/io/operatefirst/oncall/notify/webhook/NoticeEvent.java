package io.operatefirst.oncall.notify.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Subject;
import java.time.Instant;
import java.util.List;

/**
 * A message as a CloudEvent, in the structured JSON format; its names are API.
 *
 * @param id the same whenever the same is sent
 * @param source the rotation, as a path of the Kubernetes API
 * @param time when it was sent, UTC (RFC 3339)
 */
record NoticeEvent(
    String specversion,
    String id,
    String source,
    String type,
    String time,
    String datacontenttype,
    Data data) {

  static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";
  private static final String TYPE = "cloud.operate-first.oncall.notice";

  /**
   * What is told.
   *
   * @param to who is told; absent where it is the team
   * @param headline one line, which stands alone
   * @param text plain text of any number of lines
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Data(
      String namespace,
      String rotation,
      To to,
      String headline,
      String text,
      List<About> notices) {}

  /** An engineer, and how to reach them; nothing of when they are away, and why. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record To(
      String name, String displayName, String email, String slack, String github, String username) {

    static To of(EngineerSpec engineer) {
      return new To(
          engineer.name(),
          engineer.displayName(),
          engineer.email(),
          engineer.slack(),
          engineer.github(),
          engineer.username());
    }
  }

  /** A notice in it: what it tells of which resource. */
  record About(String notice, String kind, String namespace, String name, String uid) {}

  static NoticeEvent of(Sender sender, Message message, Instant now) {
    String namespace = sender.rotation().getNamespace().orElseThrow();
    String rotation = sender.rotation().getName();
    return new NoticeEvent(
        "1.0",
        message.id(),
        "/apis/oncall.operate-first.cloud/v1alpha1/namespaces/%s/oncallrotations/%s"
            .formatted(namespace, rotation),
        TYPE,
        now.toString(),
        "application/json",
        new Data(
            namespace,
            rotation,
            message.to() instanceof Recipient.Engineer one ? To.of(one.engineer()) : null,
            message.text().headline(),
            message.text().body(),
            message
                .notices()
                .map(
                    notice -> {
                      Subject about = notice.about();
                      return new About(
                          notice.key(),
                          about.kind(),
                          about.id().getNamespace().orElseThrow(),
                          about.id().getName(),
                          about.uid());
                    })
                .toList()));
  }
}
