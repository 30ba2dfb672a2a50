package io.operatefirst.oncall.intake.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.SlackChannels;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackServerResource;
import io.operatefirst.oncall.SlackSocket;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users ask in Slack: an offer, and where somebody calls one entry and one answer. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(SlackServerResource.class)
class SlackQuestionsApiIT {

  private static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");
  private static final Instant AT_NIGHT = Instant.parse("2046-01-08T21:00:00Z");

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers:
        - {name: alice, displayName: Alice Example, slack: U0ALICE}
        - {name: bob, slack: U0BOB}
        schedule: {timeZone: Europe/Prague, startDate: "2046-01-08"}
        order: {atEndOfList: Repeat}
        questions:
          excerpt: 20
          slack:
            tokenSecret: {name: slack, key: token}
            appTokenSecret: {name: slack, key: app-token}
            channels: [C0SUPPORT]
        faq:
        - {pattern: quota, answer: Ask by a pull request., link: "https://example.org/quota"}
      """;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private final SlackServer slack = SlackServerResource.running();
  private final SlackChannels channels = slack.channels();
  private final SlackSocket socket = slack.socket();
  private Scene scene;

  @BeforeEach
  void aMonday() {
    Scene.clear(client);
    eventually(() -> assertThat(socket.connections()).isZero());
    clock.set(MONDAY);
    slack.forget();
    scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("slack"), "sre");
    client.resource(secret(SlackServer.TOKEN)).create();
    scene.create(ROTATION);
    scene.awaitOnCall("alice", 1);
    awaitWatched("True", Conditions.CONNECTED);
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void whoAsksIsOfferedToCallOnceAndToldWhatIsKnown() {
    String ts = channels.write("U0DAVE", "Who sets the quota of <!channel>?", clock.instant());
    String envelope = heard(ts, "U0DAVE", "Who sets the quota of <!channel>?");
    eventually(() -> assertThat(socket.answer(envelope)).isPresent());
    socket.again(envelope);
    socket.again(envelope);
    String other = asked("Something else");

    assertThat(channels.said(ts)).hasSize(1);
    assertThat(channels.said(ts).get(0))
        .startsWith(
            "This may answer it already:\n• Ask by a pull request. https://example.org/quota")
        .contains("Alice Example is on call until Tue 2046-01-09 09:00 CET.")
        .doesNotContain("<");
    assertThat(channels.said(other)).singleElement().asString().startsWith("Alice Example is on");
    assertThat(questions()).isEmpty();
  }

  @Test
  void whoeverCallsGetsOneEntryAndOneAnswer() {
    String ts = asked("My notebook does not start since this morning");
    String call = call(ts);
    eventually(() -> assertThat(channels.said(ts)).hasSize(2));
    socket.again(call);
    String second = call(ts);
    eventually(() -> assertThat(socket.answer(second)).isPresent());

    OnCallLogEntry entry = only();
    assertThat(entry.getSpec().summary()).isEqualTo("My notebook does no…");
    assertThat(entry.getSpec().source().question().thread()).isEqualTo("C0SUPPORT/" + ts);
    assertThat(entry.getSpec().source().question().asker()).isEqualTo("U0DAVE");
    assertThat(entry.getSpec().source().link())
        .isEqualTo("https://example.slack.com/archives/C0SUPPORT/p" + ts.replace(".", ""));
    assertThat(entry.getStatus().onCall()).isEqualTo("alice");
    assertThat(channels.said(ts)).hasSize(2);
    assertThat(channels.said(ts).get(1))
        .startsWith("<@U0ALICE> Alice Example is on call and looks at it.");
    assertThat(client.getKubernetesSerialization().asYaml(entry)).doesNotContain("start since");
  }

  @Test
  void atNightNobodyIsCalledByName() {
    clock.set(AT_NIGHT);
    String ts = asked("Is anybody there?");
    call(ts);

    eventually(() -> assertThat(channels.said(ts)).hasSize(2));
    assertThat(channels.said(ts).get(0)).startsWith("Nobody is on duty at this hour");
    assertThat(channels.said(ts).get(1))
        .contains("bob looks at it from Tue 2046-01-09 09:00 CET on.")
        .doesNotContain("<@");
  }

  @Test
  void theShortcutCallsFromAnywhereInTheThread() {
    String ts = asked("A question");
    String reply = channels.reply(ts, "U0DAVE", "Hello?", clock.instant());

    socket.send(
        "interactive",
        Map.of(
            "type",
            "message_action",
            "callback_id",
            "oncall_ask",
            "team",
            Map.of("id", "T0"),
            "user",
            Map.of("id", "U0ERIN"),
            "channel",
            Map.of("id", SlackChannels.SUPPORT),
            "message_ts",
            reply,
            "response_url",
            slack.url() + "respond",
            "message",
            Map.of("type", "message", "ts", reply, "thread_ts", ts)));

    eventually(() -> assertThat(channels.said(ts)).hasSize(2));
    assertThat(only().getSpec().source().question().thread()).isEqualTo("C0SUPPORT/" + ts);
  }

  @Test
  void theShortcutWithoutAMessageBeginsAConversation() {
    asked("Something else");
    socket.send(
        "interactive",
        Map.of(
            "type", "shortcut",
            "callback_id", "oncall_ask",
            "trigger_id", "1",
            "team", Map.of("id", "T0"),
            "user", Map.of("id", "U0ERIN")));

    eventually(() -> assertThat(questions()).hasSize(1));
    assertThat(only().getSpec().source().question().asker()).isEqualTo("U0ERIN");
    String thread = only().getSpec().source().question().thread();
    String ts = thread.substring(thread.indexOf('/') + 1);
    eventually(() -> assertThat(channels.said(ts)).hasSize(1));
    assertThat(channels.said(ts).get(0)).startsWith("<@U0ALICE> Alice Example is on call");
  }

  @Test
  void theCommandTellsWhoIsOnCall() {
    assertThat(who())
        .isEqualTo(
            "Alice Example is on call until Tue 2046-01-09 09:00 CET. Next: bob, from Tue"
                + " 2046-01-09 09:00 CET.");
    clock.set(AT_NIGHT);
    assertThat(who()).startsWith("Nobody is on duty at this hour").endsWith("on: bob.");
  }

  @Test
  void whatEngineersDoThereIsWrittenDownAndNobodyElses() {
    String ts = asked("A question");
    call(ts);
    eventually(() -> assertThat(channels.said(ts)).hasSize(2));
    replied(ts, "U0ERIN");
    reacted(ts, "U0ERIN", "white_check_mark");
    String reply = replied(ts, "U0BOB");

    eventually(() -> assertThat(only().getSpec().acknowledgedBy()).isEqualTo("bob"));
    assertThat(only().getSpec().resolved()).isFalse();
    reacted(reply, "U0ALICE", "white_check_mark");

    eventually(() -> assertThat(only().getSpec().resolved()).isTrue());
    eventually(() -> assertThat(channels.said(ts)).hasSize(3));
    assertThat(channels.said(ts).get(2)).startsWith("bob says that this is answered.");
  }

  @Test
  void anEngineerWhoWasFasterThanTheCallHasTakenNote() {
    String ts = asked("A question");
    channels.reply(ts, "U0BOB", "I know that", clock.instant());
    call(ts);

    eventually(() -> assertThat(questions()).hasSize(1));
    eventually(() -> assertThat(only().getSpec().acknowledgedBy()).isEqualTo("bob"));
  }

  @Test
  void afterItWasAnsweredACallIsAnotherQuestion() {
    String ts = asked("A question");
    call(ts);
    eventually(() -> assertThat(questions()).hasSize(1));
    reacted(ts, "U0ALICE", "heavy_check_mark");
    eventually(() -> assertThat(only().getSpec().resolved()).isTrue());
    clock.advance(Duration.ofMinutes(5));
    call(ts);

    eventually(() -> assertThat(questions()).hasSize(2));
  }

  @Test
  void botsRepliesAndOtherChannelsAreLeftAlone() {
    channels.write("U0DAVE", "elsewhere", clock.instant());
    socket.event(
        Map.of(
            "type",
            "message",
            "channel",
            "C0OTHER",
            "user",
            "U0DAVE",
            "text",
            "x",
            "ts",
            "1.000001"));
    socket.event(
        Map.of(
            "type",
            "message",
            "channel",
            SlackChannels.SUPPORT,
            "bot_id",
            "B1",
            "text",
            "x",
            "ts",
            "1.000002"));
    String envelope =
        socket.event(
            Map.of(
                "type",
                "message",
                "subtype",
                "channel_join",
                "channel",
                SlackChannels.SUPPORT,
                "user",
                "U0DAVE",
                "text",
                "x",
                "ts",
                "1.000003"));
    eventually(() -> assertThat(socket.answer(envelope)).isPresent());

    assertThat(slack.calls()).doesNotContain("chat.postMessage");
  }

  @Test
  void whatWasSaidWhileNobodyListenedIsMadeUpFor() {
    String open = asked("An open question");
    call(open);
    eventually(() -> assertThat(channels.said(open)).hasSize(2));
    slack.fail(SlackServer.error("internal_error"));
    socket.drop();
    String missed = channels.write("U0DAVE", "Did anybody hear this?", clock.instant());
    channels.reply(open, "U0BOB", "Here I am", clock.instant());

    eventually(() -> assertThat(channels.said(missed)).hasSize(1));
    eventually(() -> assertThat(only().getSpec().acknowledgedBy()).isEqualTo("bob"));
    awaitWatched("True", Conditions.CONNECTED);
    assertThat(channels.said(open)).hasSize(2);
  }

  @Test
  void whereSlackAsksForPausesInTheMiddleItIsGoneOnWith() {
    asked("Somebody listens");
    socket.drop();
    List<String> missed =
        List.of(
            channels.write("U0DAVE", "One", clock.instant()),
            channels.write("U0DAVE", "Two", clock.instant()),
            channels.write("U0DAVE", "Three", clock.instant()));
    for (int i = 0; i < 3; i++) {
      slack.failAt("chat.postMessage", SlackServer.http(429, Map.of("Retry-After", "1")));
    }

    missed.forEach(ts -> eventually(() -> assertThat(channels.said(ts)).hasSize(1)));
    awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void whereSlackRenewsTheConnectionThereIsAnother() {
    int connected = socket.everConnected();
    socket.askForAnother();

    eventually(() -> assertThat(socket.everConnected()).isGreaterThan(connected));
    String ts = asked("Still there?");
    assertThat(channels.said(ts)).hasSize(1);
    eventually(() -> assertThat(socket.connections()).isEqualTo(1));
  }

  @Test
  void aTokenThatIsWrongIsSaidAndOneThatIsExchangedHolds() {
    // The connection itself holds on.
    slack.take("xoxb-2-secret");
    Condition condition = awaitWatched("False", Conditions.UNAUTHORIZED);
    assertThat(condition.getMessage())
        .contains("spec.questions.slack (invalid_auth)")
        .doesNotContain("secret");

    client.resource(secret("xoxb-2-secret")).update();

    awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void withoutTheReceiptNothingIsSaidTwice() {
    String ts = asked("A question");
    call(ts);
    eventually(() -> assertThat(receipts()).hasSize(1));
    client
        .resource(only())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"notices\":null}}");

    eventually(() -> assertThat(receipts()).hasSize(1));
    assertThat(channels.said(ts)).hasSize(2);
  }

  @Test
  void aPauseThatSlackAsksForIsKeptAndNothingIsLost() {
    String ts = asked("A question");
    slack.fail(SlackServer.http(429, Map.of("Retry-After", "1")));
    String call = call(ts);
    eventually(() -> assertThat(socket.answer(call)).isPresent());
    assertThat(questions()).isEmpty();
    call(ts);

    eventually(() -> assertThat(channels.said(ts)).hasSize(2));
    assertThat(questions()).hasSize(1);
  }

  @Test
  void withoutTheBlockTheConnectionIsClosed() {
    scene.patch("{\"spec\":{\"questions\":null}}");

    eventually(() -> assertThat(socket.connections()).isZero());
    scene.awaitStatus(
        status ->
            assertThat(Conditions.find(status.conditions(), Conditions.SLACK_WATCHED)).isEmpty());
  }

  /** Somebody writes, and the app has made its offer. */
  private String asked(String text) {
    String ts = channels.write("U0DAVE", text, clock.instant());
    heard(ts, "U0DAVE", text);
    eventually(() -> assertThat(channels.said(ts)).hasSize(1));
    return ts;
  }

  private String heard(String ts, String user, String text) {
    return socket.message(ts, user, text);
  }

  private String replied(String ts, String user) {
    String reply = channels.reply(ts, user, "I say something", clock.instant());
    socket.event(
        Map.of(
            "type",
            "message",
            "channel",
            SlackChannels.SUPPORT,
            "user",
            user,
            "text",
            "I say something",
            "ts",
            reply,
            "thread_ts",
            ts,
            "event_ts",
            reply,
            "channel_type",
            "channel"));
    return reply;
  }

  private void reacted(String ts, String user, String reaction) {
    channels.react(ts, user, reaction);
    socket.event(
        Map.of(
            "type",
            "reaction_added",
            "user",
            user,
            "reaction",
            reaction,
            "event_ts",
            "1.000009",
            "item",
            Map.of("type", "message", "channel", SlackChannels.SUPPORT, "ts", ts)));
  }

  /** Somebody presses the button under an offer. */
  private String call(String ts) {
    return socket.press(ts, slack.url());
  }

  private String who() {
    String envelope =
        socket.send(
            "slash_commands",
            Map.of(
                "command", "/oncall",
                "team_id", "T0",
                "user_id", "U0DAVE",
                "channel_id", SlackChannels.SUPPORT,
                "text", ""));
    eventually(() -> assertThat(socket.answer(envelope)).isPresent());
    return socket.answer(envelope).orElseThrow().at("/payload/text").asText();
  }

  private Secret secret(String token) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("slack")
        .withNamespace(scene.namespace())
        .endMetadata()
        .addToStringData("token", token)
        .addToStringData("app-token", SlackServer.APP_TOKEN)
        .build();
  }

  private Condition awaitWatched(String status, String reason) {
    return scene.awaitCondition(Conditions.SLACK_WATCHED, status, reason);
  }

  private static void eventually(ThrowingRunnable asserted) {
    await()
        .atMost(Duration.ofSeconds(25))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(asserted);
  }

  private List<?> receipts() {
    return Optional.ofNullable(only().getStatus())
        .map(OnCallLogEntryStatus::notices)
        .orElse(List.of());
  }

  private OnCallLogEntry only() {
    assertThat(questions()).hasSize(1);
    return questions().get(0);
  }

  private List<OnCallLogEntry> questions() {
    return scene.questions();
  }
}
