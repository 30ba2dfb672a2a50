package io.operatefirst.oncall.intake.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventList;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.status.Conditions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real server cannot be made to answer at will. */
class EventWatchMockIT {

  private static final String PATH = "/api/v1/namespaces/shop/events?";
  private static final String LIST = PATH + "fieldSelector=type%3DWarning&limit=500";
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

  private final KubernetesMockServer server = new KubernetesMockServer(false);
  private final Pods pods = new Pods();
  private KubernetesClient client;
  private EventWatch watch;

  /** Whom events were about. */
  private static final class Pods implements EventWatch.Reader {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void see(WarningEvent event) {
      seen.add(event.subject().name());
    }

    @Override
    public void gone(String uid) {
      seen.remove(uid);
    }
  }

  @BeforeEach
  void start() {
    server.init();
    client = server.createClient();
    watch = new EventWatch(client, "shop");
    watch.add(pods);
  }

  @AfterEach
  void stop() {
    watch.close();
    client.close();
    server.destroy();
  }

  @Test
  void theListIsReadPageByPage() {
    server.expect().get().withPath(LIST).andReturn(200, page("100", "more", "a")).once();
    server
        .expect()
        .get()
        .withPath(PATH + "continue=more&fieldSelector=type%3DWarning&limit=500")
        .andReturn(200, page("100", null, "b"))
        .once();
    watchFrom("100", new WatchEvent(event("c"), "ADDED"));

    awaitSeen("a", "b", "c");
    assertThat(watch.isRead(pods)).isTrue();
  }

  @Test
  void whereTheServerNoLongerKnowsThePlaceTheListIsReadAgain() {
    server.expect().get().withPath(LIST).andReturn(200, page("100", null, "a")).once();
    watchFrom(
        "100",
        new WatchEvent(new StatusBuilder().withCode(410).withMessage("too old").build(), "ERROR"));
    server.expect().get().withPath(LIST).andReturn(200, page("200", null, "b")).once();
    watchFrom("200", new WatchEvent(event("c"), "ADDED"));

    awaitSeen("a", "b", "c");
  }

  @Test
  void aServerThatRefusesIsAskedAgain() {
    server
        .expect()
        .get()
        .withPath(LIST)
        .andReturn(403, new StatusBuilder().withCode(403).withMessage("no").build())
        .once();
    server.expect().get().withPath(LIST).andReturn(200, page("100", null, "a")).once();
    watchFrom("100", new WatchEvent(event("c"), "ADDED"));

    watch.tend(Runnable::run);
    assertThat(condition())
        .hasValueSatisfying(
            refused -> {
              assertThat(refused.getStatus()).isEqualTo("False");
              assertThat(refused.getReason()).isEqualTo(Conditions.UNAUTHORIZED);
              assertThat(refused.getMessage())
                  .isEqualTo(
                      "The operator may not list and watch the events of namespace shop (HTTP 403):"
                          + " its ClusterRole must allow it.");
            });

    awaitSeen("a", "c");
    assertThat(condition())
        .hasValueSatisfying(now -> assertThat(now.getReason()).isEqualTo(Conditions.CONNECTED));
  }

  @Test
  void aServerThatIsNotThereIsSaidAndAskedAgain() {
    assertThat(condition()).isEmpty();
    server.expect().get().withPath(LIST).andReturn(503, "down").times(20);

    watch.tend(Runnable::run);

    assertThat(condition())
        .hasValueSatisfying(
            down -> {
              assertThat(down.getReason()).isEqualTo(Conditions.UNREACHABLE);
              assertThat(down.getMessage())
                  .isEqualTo(
                      "The events of namespace shop cannot be read (HTTP 503); it is tried again.");
            });
  }

  private Optional<Condition> condition() {
    OnCallRotation rotation =
        client
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: oncall.operate-first.cloud/v1alpha1
                kind: OnCallRotation
                metadata: {name: sre, namespace: shop}
                spec: {engineers: [{name: alice}], events: {}}
                """,
                OnCallRotation.class);
    EventPost post = new EventPost(rotation, new Sight(Set.of()), Clock.fixed(AT, ZoneOffset.UTC));
    return EventsWatched.of(rotation, post, Map.of("shop", watch), watch.isRead(pods));
  }

  /** A watch from that place on tells one thing. */
  private void watchFrom(String version, WatchEvent told) {
    server
        .expect()
        .get()
        .withPath(
            PATH
                + "allowWatchBookmarks=true&fieldSelector=type%3DWarning&resourceVersion="
                + version
                + "&watch=true")
        .andUpgradeToWebSocket()
        .open()
        .waitFor(10)
        .andEmit(told)
        // It stays open for that.
        .waitFor(2_000)
        .andEmit(told)
        .done()
        .once();
  }

  private void awaitSeen(String... expected) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              watch.tend(Runnable::run);
              assertThat(pods.seen).containsExactly(expected);
            });
  }

  private static EventList page(String version, String next, String pod) {
    return new EventListBuilder()
        .withNewMetadata(next, null, version, null)
        .withItems(event(pod))
        .build();
  }

  private static Event event(String pod) {
    return Warnings.about("shop", pod, "BackOff", AT, AT, 5)
        .editMetadata()
        .withName(pod)
        .withUid(pod)
        .withResourceVersion("100")
        .endMetadata()
        .build();
  }
}
