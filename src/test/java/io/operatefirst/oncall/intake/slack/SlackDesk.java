package io.operatefirst.oncall.intake.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.SlackChannels;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackSocket;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;

/** A channel that a rotation listens to, those who write there, and what comes of it. */
final class SlackDesk {

  static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");
  static final Instant AT_NIGHT = Instant.parse("2046-01-08T21:00:00Z");

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

  private final TestClock clock;
  private final SlackServer slack;
  private final SlackChannels channels;
  private final SlackSocket socket;
  private final Scene scene;

  private SlackDesk(KubernetesClient client, TestClock clock, SlackServer slack) {
    this.clock = clock;
    this.slack = slack;
    this.channels = slack.channels();
    this.socket = slack.socket();
    this.scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("slack"), "sre");
  }

  /** On a Monday, while alice is on call, and once the operator listens; alone in the cluster. */
  static SlackDesk open(KubernetesClient client, TestClock clock, SlackServer slack) {
    Scene.clear(client);
    eventually(() -> assertThat(slack.socket().connections()).isZero());
    clock.set(MONDAY);
    slack.forget();
    SlackDesk desk = new SlackDesk(client, clock, slack);
    client.resource(desk.secret(SlackServer.TOKEN)).create();
    desk.scene.create(ROTATION);
    desk.scene.awaitOnCall("alice", 1);
    desk.awaitWatched("True", Conditions.CONNECTED);
    clock.advance(Duration.ofMinutes(1));
    return desk;
  }

  SlackChannels channels() {
    return channels;
  }

  SlackSocket socket() {
    return socket;
  }

  Scene scene() {
    return scene;
  }

  /** Somebody writes, and the app has made its offer. */
  String asked(String text) {
    String ts = channels.write("U0DAVE", text, clock.instant());
    heard(ts, "U0DAVE", text);
    eventually(() -> assertThat(channels.said(ts)).hasSize(1));
    return ts;
  }

  String heard(String ts, String user, String text) {
    return socket.message(ts, user, text);
  }

  String replied(String ts, String user) {
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

  void reacted(String ts, String user, String reaction) {
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
  String call(String ts) {
    return socket.press(ts, slack.url());
  }

  String who() {
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

  Secret secret(String token) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("slack")
        .withNamespace(scene.namespace())
        .endMetadata()
        .addToStringData("token", token)
        .addToStringData("app-token", SlackServer.APP_TOKEN)
        .build();
  }

  Condition awaitWatched(String status, String reason) {
    return scene.awaitCondition(Conditions.SLACK_WATCHED, status, reason);
  }

  static void eventually(ThrowingRunnable asserted) {
    await()
        .atMost(Duration.ofSeconds(25))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(asserted);
  }

  List<?> receipts() {
    return Optional.ofNullable(only().getStatus())
        .map(OnCallLogEntryStatus::notices)
        .orElse(List.of());
  }

  OnCallLogEntry only() {
    assertThat(questions()).hasSize(1);
    return questions().get(0);
  }

  List<OnCallLogEntry> questions() {
    return scene.questions();
  }
}
