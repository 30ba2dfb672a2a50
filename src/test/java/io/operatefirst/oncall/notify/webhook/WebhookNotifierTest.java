package io.operatefirst.oncall.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.jackson.JsonFormat;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.api.TimeOffSpec;
import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.notify.Delivery;
import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notice;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Settings;
import io.operatefirst.oncall.notify.Subject;
import io.operatefirst.oncall.notify.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted, and what becomes of what is owed by what is answered. */
@EnableKubernetesMockClient(crud = true)
class WebhookNotifierTest {

  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String BASE64 = "c2VjcmV0LW9mLXRoZS10ZWFtLW9mLTMyLWJ5dGVzLi4=";
  private static final String KEY = "whsec_" + BASE64;
  private static final EngineerSpec ALICE =
      new EngineerSpec(
          "alice",
          "Älice Example",
          "alice@example.org",
          null,
          null,
          "al",
          null,
          List.of(new TimeOffSpec("2026-12-21", "2026-12-31", "surgery")));
  private static final Recipient TO_ALICE = new Recipient.Engineer(ALICE);
  private static final Recipient TO_TEAM = new Recipient.Team();

  KubernetesClient client;
  KubernetesMockServer api;

  private HookServer hook;

  @BeforeEach
  void aSystemOfTheTeamsOwn() {
    hook = HookServer.start();
  }

  @AfterEach
  void close() {
    hook.close();
  }

  @Test
  void aMessageIsACloudEvent() throws IOException {
    secret("key", KEY + "\n");

    assertThat(deliver(TO_ALICE)).isEqualTo(new Outcome.Delivered());

    HookServer.Call call = hook.calls().get(0);
    assertThat(call.method() + " " + call.path()).isEqualTo("POST /oncall");
    assertThat(call.headers())
        .containsEntry("Content-Type", "application/cloudevents+json; charset=utf-8")
        .doesNotContainKey("Upgrade");
    CloudEvent event = new JsonFormat().deserialize(call.body().getBytes(StandardCharsets.UTF_8));
    assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(event.getType()).isEqualTo("cloud.operate-first.oncall.notice");
    assertThat(event.getSource())
        .hasToString(
            "/apis/oncall.operate-first.cloud/v1alpha1/namespaces/default/oncallrotations/sre");
    assertThat(event.getTime()).isEqualTo(OffsetDateTime.ofInstant(NOW, ZoneOffset.UTC));
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getId()).isEqualTo(call.headers().get("webhook-id"));
    assertThat(new ObjectMapper().readTree(event.getData().toBytes()))
        .isEqualTo(
            json(
                """
                {"namespace": "default", "rotation": "sre",
                 "to": {"name": "alice", "displayName": "Älice Example",
                        "email": "alice@example.org", "username": "al"},
                 "headline": "[sre] Down", "text": "It is down – über",
                 "notices": [{"notice": "New", "kind": "OnCallLogEntry", "namespace": "default",
                              "name": "down", "uid": "uid-of-down"}]}
                """));
  }

  @Test
  void whatIsForTheTeamIsToNobody() throws IOException {
    secret("key", KEY);
    assertThat(deliver(TO_TEAM)).isEqualTo(new Outcome.Delivered());
    assertThat(json(hook.calls().get(0).body()).at("/data").has("to")).isFalse();
  }

  /** By the library that whoever receives it would use; which takes a signature it made itself. */
  @Test
  void itIsSigned() throws Exception {
    secret("key", KEY);
    deliver(TO_ALICE);

    HookServer.Call call = hook.calls().get(0);
    String id = call.headers().get("webhook-id");
    assertThat(call.headers())
        .containsEntry("webhook-timestamp", String.valueOf(NOW.getEpochSecond()))
        .containsEntry(
            "webhook-signature", new Webhook(KEY).sign(id, NOW.getEpochSecond(), call.body()));
  }

  @Test
  void whatIsSentAgainIsTheSameAndAnotherIsAnother() {
    secret("key", KEY);
    deliver(TO_ALICE);
    deliver(TO_ALICE);
    deliver(TO_TEAM);
    assertThat(hook.calls()).hasSize(3);
    List<String> ids = hook.calls().stream().map(call -> call.headers().get("webhook-id")).toList();
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
  }

  @Test
  void whenSomebodyIsAwayAndWhyIsNobodysBusiness() {
    secret("key", KEY);
    deliver(TO_ALICE);
    assertThat(hook.calls().get(0).body())
        .contains("alice@example.org")
        .doesNotContain("timeOff", "surgery", "2026-12");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void whatIsTakenIsDelivered(int status) {
    secret("key", KEY);
    hook.answer(HookServer.http(status, Map.of()));
    assertThat(deliver(TO_ALICE)).isEqualTo(new Outcome.Delivered());
  }

  /** The time asked for is in seconds; the dates count from 09:00:00. */
  @ParameterizedTest
  @CsvSource({
    "400, ,                               Refused,     Refused,      0",
    "404, ,                               Refused,     Refused,      0",
    "410, ,                               Refused,     Refused,      0",
    "401, ,                               Unavailable, Unauthorized, 0",
    "403, ,                               Unavailable, Unauthorized, 0",
    "408, ,                               Unavailable, Unreachable,  0",
    "429, ,                               Unavailable, RateLimited,  0",
    "429, 90,                             Unavailable, RateLimited,  90",
    "429, 'Thu, 26 Nov 2026 09:10:00 GMT', Unavailable, RateLimited,  600",
    "429, 'Thu, 26 Nov 2026 08:00:00 GMT', Unavailable, RateLimited,  0",
    "429, soon,                           Unavailable, RateLimited,  0",
    "500, ,                               Unavailable, Unreachable,  0",
    "503, ,                               Unavailable, Unreachable,  0",
    "503, 120,                            Unavailable, Unreachable,  120",
  })
  void anAnswer(int status, String retryAfter, String outcome, String reason, long seconds) {
    secret("key", KEY);
    hook.answer(
        HookServer.http(status, retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter)));

    Outcome is = deliver(TO_ALICE);

    assertThat(is.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(reason(is)).isEqualTo(reason);
    assertThat(is.toString()).contains(String.valueOf(status));
    if (is instanceof Outcome.Unavailable unavailable) {
      assertThat(unavailable.notBefore()).isEqualTo(Duration.ofSeconds(seconds));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) {
    secret("key", KEY);
    hook.answer(
        HookServer.http(
            status, Map.of("Location", "http://127.0.0.1:" + hook.port() + "/elsewhere")));

    assertThat(deliver(TO_ALICE))
        .isEqualTo(
            new Outcome.Refused(
                "Refused",
                "The webhook answers %d. Look at spec.notifications.webhook.url; redirects are not followed."
                    .formatted(status)));
    assertThat(hook.calls()).extracting(HookServer.Call::path).containsExactly("/oncall");
  }

  @Test
  void anEndWithoutAnAnswerIsTriedAgain() {
    secret("key", KEY);
    hook.answer(
        call -> {
          throw new IOException("closed on purpose");
        });
    assertUnreachable(deliver(TO_ALICE));
    // Not by the client, which cannot know that it has not been taken.
    assertThat(hook.calls()).hasSize(1);
  }

  @Test
  void whereNobodyListensItIsTriedAgain() {
    secret("key", KEY);
    hook.close();
    assertUnreachable(deliver(TO_ALICE));
  }

  @Test
  void whatDoesNotAnswerIsNotWaitedForForEver() {
    secret("key", KEY);
    CountDownLatch never = new CountDownLatch(1);
    hook.answer(
        call -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertUnreachable(
        notifier("http://127.0.0.1:" + hook.port(), Duration.ofMillis(300))
            .deliver(sender(hook.url()), message(TO_ALICE)));
    never.countDown();
  }

  /** It would keep a thread busy, for as long as whoever answers likes. */
  @Test
  void anAnswerWithoutEndIsNotListenedTo() {
    secret("key", KEY);
    CompletableFuture<Boolean> heardToTheEnd = new CompletableFuture<>();
    hook.answer(
        call -> {
          call.sendResponseHeaders(200, 0);
          try {
            for (int i = 0; i < 256; i++) {
              call.getResponseBody().write(new byte[1 << 20]);
            }
            heardToTheEnd.complete(true);
          } catch (IOException e) {
            heardToTheEnd.complete(false);
          }
        });
    assertThat(deliver(TO_ALICE)).isEqualTo(new Outcome.Delivered());
    assertThat(heardToTheEnd.join()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:PORT,  another name of the same host",
    "http://127.0.0.1,       another port",
    "127.0.0.1:PORT,         https",
    "http://127.0.0.2:PORT,  another host",
  })
  void toWhereTheAdministratorDoesNotAllowNothingIsSent(String allowed, String what) {
    secret("key", KEY);
    Outcome outcome =
        notifier(allowed.replace("PORT", String.valueOf(hook.port())), LONG)
            .deliver(sender(hook.url()), message(TO_ALICE));
    assertThat(outcome)
        .as(what)
        .isEqualTo(
            new Outcome.Unavailable(
                "NotAllowed",
                "Nothing may be posted to %s. The administrator of the operator allows hosts by oncall.webhook-hosts."
                    .formatted(hook.url())));
    assertThat(hook.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[", "https:///oncall", "mailto:a@example.org", "//127.0.0.1/"})
  void whatIsNoAddressIsNotAllowed(String url) {
    Outcome outcome =
        notifier("http://127.0.0.1:" + hook.port(), LONG).deliver(sender(url), message(TO_ALICE));
    assertThat(reason(outcome)).isEqualTo("NotAllowed");
  }

  @Test
  void withoutItsKeyNothingIsSent() {
    assertThat(reason(deliver(TO_ALICE))).isEqualTo("SecretMissing");
    secret("another", KEY);
    assertThat(reason(deliver(TO_ALICE))).isEqualTo("SecretMissing");
    assertThat(hook.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whsec_no base64!",
        "whsec_",
        "whsec_c2VjcmV0",
        // Another sort of key, which is not symmetric.
        "whsk_" + BASE64
      })
  void withWhatIsNoKeyNothingIsSent(String noKey) {
    secret("key", noKey);
    Outcome outcome = deliver(TO_ALICE);
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Unavailable(
                "SecretInvalid",
                "Key key of Secret hook is no key to sign with. Right would be whsec_ and the base64 of 24 to 64 random bytes: echo whsec_$(openssl rand -base64 32)"));
    assertThat(hook.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"23, false", "24, true", "64, true", "65, false"})
  void aKeyHasTheLengthThatTheStandardAsksFor(int bytes, boolean right) {
    secret("key", "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]));
    assertThat(deliver(TO_ALICE) instanceof Outcome.Delivered).isEqualTo(right);
    assertThat(hook.calls()).hasSize(right ? 1 : 0);
  }

  @Test
  void aSecretThatMayNotBeReadIsNotAnInvalidOne() {
    api.expect()
        .get()
        .withPath("/api/v1/namespaces/default/secrets/hook")
        .andReturn(403, new StatusBuilder().withCode(403).build())
        .once();
    assertThat(reason(deliver(TO_ALICE))).isEqualTo("NotAllowed");
    assertThat(hook.calls()).isEmpty();
  }

  @Test
  void itReachesWhoeverItIsAskedTo() {
    WebhookNotifier notifier = notifier("hooks.example.org", LONG);
    ResourceID sre = new ResourceID("sre", "default");
    Sender sender = new Sender(sre, Settings.webhook("https://hooks.example.org/oncall"));
    assertThat(notifier.reaches(sender, TO_ALICE)).isTrue();
    assertThat(notifier.reaches(sender, TO_TEAM)).isTrue();
    assertThat(notifier.reaches(new Sender(sre, NotificationsSpec.NONE), TO_ALICE)).isFalse();
  }

  private Outcome deliver(Recipient to) {
    Outcome outcome =
        notifier("http://127.0.0.1:" + hook.port(), LONG).deliver(sender(hook.url()), message(to));
    assertThat(outcome.toString()).doesNotContain(BASE64);
    return outcome;
  }

  private static void assertUnreachable(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
    assertThat(reason(outcome)).isEqualTo("Unreachable");
    assertThat(outcome.toString())
        .contains("All that is owed waits.")
        .doesNotContain("null", BASE64);
  }

  private static String reason(Outcome outcome) {
    return outcome instanceof Outcome.Unavailable unavailable
        ? unavailable.reason()
        : ((Outcome.Refused) outcome).reason();
  }

  private WebhookNotifier notifier(String allowed, Duration patience) {
    return new WebhookNotifier(
        new AllowedHosts(List.of(allowed)),
        new Secrets(client),
        new ObjectMapper(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        patience);
  }

  private static Sender sender(String url) {
    return new Sender(new ResourceID("sre", "default"), Settings.webhook(url));
  }

  private static Message message(Recipient to) {
    return new Message(
        List.of(
            new Delivery(
                new Notice(
                    new Subject("OnCallLogEntry", new ResourceID("down", "default"), "uid-of-down"),
                    "New",
                    new Audience.Team(),
                    false,
                    new Text("[sre] Down", "It is down – über")),
                to)));
  }

  private void secret(String key, String value) {
    String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("hook")
                .withNamespace("default")
                .endMetadata()
                .withData(Map.of(key, base64))
                .build())
        .create();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
