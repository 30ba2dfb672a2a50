package io.operatefirst.oncall.intake.slack;

import static io.operatefirst.oncall.intake.slack.SlackDesk.AT_NIGHT;
import static io.operatefirst.oncall.intake.slack.SlackDesk.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.SlackChannels;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users ask in Slack: an offer, and where somebody calls one entry and one answer. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(SlackServerResource.class)
class SlackQuestionsApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private final SlackServer slack = SlackServerResource.running();
  private SlackDesk desk;

  @BeforeEach
  void aMonday() {
    desk = SlackDesk.open(client, clock, slack);
  }

  @Test
  void whoAsksIsOfferedToCallOnceAndToldWhatIsKnown() {
    String ts =
        desk.channels().write("U0DAVE", "Who sets the quota of <!channel>?", clock.instant());
    String envelope = desk.heard(ts, "U0DAVE", "Who sets the quota of <!channel>?");
    eventually(() -> assertThat(desk.socket().answer(envelope)).isPresent());
    desk.socket().again(envelope);
    desk.socket().again(envelope);
    String other = desk.asked("Something else");

    assertThat(desk.channels().said(ts)).hasSize(1);
    assertThat(desk.channels().said(ts).get(0))
        .startsWith(
            "This may answer it already:\n• Ask by a pull request. https://example.org/quota")
        .contains("Alice Example is on call until Tue 2046-01-09 09:00 CET.")
        .doesNotContain("<");
    assertThat(desk.channels().said(other))
        .singleElement()
        .asString()
        .startsWith("Alice Example is on");
    assertThat(desk.questions()).isEmpty();
  }

  @Test
  void whoeverCallsGetsOneEntryAndOneAnswer() {
    String ts = desk.asked("My notebook does not start since this morning");
    String call = desk.call(ts);
    eventually(() -> assertThat(desk.channels().said(ts)).hasSize(2));
    desk.socket().again(call);
    String second = desk.call(ts);
    eventually(() -> assertThat(desk.socket().answer(second)).isPresent());

    OnCallLogEntry entry = desk.only();
    assertThat(entry.getSpec().summary()).isEqualTo("My notebook does no…");
    assertThat(entry.getSpec().source().question().thread()).isEqualTo("C0SUPPORT/" + ts);
    assertThat(entry.getSpec().source().question().asker()).isEqualTo("U0DAVE");
    assertThat(entry.getSpec().source().link())
        .isEqualTo("https://example.slack.com/archives/C0SUPPORT/p" + ts.replace(".", ""));
    assertThat(entry.getStatus().onCall()).isEqualTo("alice");
    assertThat(desk.channels().said(ts)).hasSize(2);
    assertThat(desk.channels().said(ts).get(1))
        .startsWith("<@U0ALICE> Alice Example is on call and looks at it.");
    assertThat(client.getKubernetesSerialization().asYaml(entry)).doesNotContain("start since");
  }

  @Test
  void atNightNobodyIsCalledByName() {
    clock.set(AT_NIGHT);
    String ts = desk.asked("Is anybody there?");
    desk.call(ts);

    eventually(() -> assertThat(desk.channels().said(ts)).hasSize(2));
    assertThat(desk.channels().said(ts).get(0)).startsWith("Nobody is on duty at this hour");
    assertThat(desk.channels().said(ts).get(1))
        .contains("bob looks at it from Tue 2046-01-09 09:00 CET on.")
        .doesNotContain("<@");
  }

  @Test
  void theShortcutCallsFromAnywhereInTheThread() {
    String ts = desk.asked("A question");
    String reply = desk.channels().reply(ts, "U0DAVE", "Hello?", clock.instant());

    desk.socket()
        .send(
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

    eventually(() -> assertThat(desk.channels().said(ts)).hasSize(2));
    assertThat(desk.only().getSpec().source().question().thread()).isEqualTo("C0SUPPORT/" + ts);
  }

  @Test
  void theShortcutWithoutAMessageBeginsAConversation() {
    desk.asked("Something else");
    desk.socket()
        .send(
            "interactive",
            Map.of(
                "type", "shortcut",
                "callback_id", "oncall_ask",
                "trigger_id", "1",
                "team", Map.of("id", "T0"),
                "user", Map.of("id", "U0ERIN")));

    eventually(() -> assertThat(desk.questions()).hasSize(1));
    assertThat(desk.only().getSpec().source().question().asker()).isEqualTo("U0ERIN");
    String thread = desk.only().getSpec().source().question().thread();
    String ts = thread.substring(thread.indexOf('/') + 1);
    eventually(() -> assertThat(desk.channels().said(ts)).hasSize(1));
    assertThat(desk.channels().said(ts).get(0)).startsWith("<@U0ALICE> Alice Example is on call");
  }

  @Test
  void theCommandTellsWhoIsOnCall() {
    assertThat(desk.who())
        .isEqualTo(
            "Alice Example is on call until Tue 2046-01-09 09:00 CET. Next: bob, from Tue"
                + " 2046-01-09 09:00 CET.");
    clock.set(AT_NIGHT);
    assertThat(desk.who()).startsWith("Nobody is on duty at this hour").endsWith("on: bob.");
  }

  @Test
  void whatEngineersDoThereIsWrittenDownAndNobodyElses() {
    String ts = desk.asked("A question");
    desk.call(ts);
    eventually(() -> assertThat(desk.channels().said(ts)).hasSize(2));
    desk.replied(ts, "U0ERIN");
    desk.reacted(ts, "U0ERIN", "white_check_mark");
    String reply = desk.replied(ts, "U0BOB");

    eventually(() -> assertThat(desk.only().getSpec().acknowledgedBy()).isEqualTo("bob"));
    assertThat(desk.only().getSpec().resolved()).isFalse();
    desk.reacted(reply, "U0ALICE", "white_check_mark");

    eventually(() -> assertThat(desk.only().getSpec().resolved()).isTrue());
    eventually(() -> assertThat(desk.channels().said(ts)).hasSize(3));
    assertThat(desk.channels().said(ts).get(2)).startsWith("bob says that this is answered.");
  }

  @Test
  void anEngineerWhoWasFasterThanTheCallHasTakenNote() {
    String ts = desk.asked("A question");
    desk.channels().reply(ts, "U0BOB", "I know that", clock.instant());
    desk.call(ts);

    eventually(() -> assertThat(desk.questions()).hasSize(1));
    eventually(() -> assertThat(desk.only().getSpec().acknowledgedBy()).isEqualTo("bob"));
  }

  @Test
  void afterItWasAnsweredACallIsAnotherQuestion() {
    String ts = desk.asked("A question");
    desk.call(ts);
    eventually(() -> assertThat(desk.questions()).hasSize(1));
    desk.reacted(ts, "U0ALICE", "heavy_check_mark");
    eventually(() -> assertThat(desk.only().getSpec().resolved()).isTrue());
    clock.advance(Duration.ofMinutes(5));
    desk.call(ts);

    eventually(() -> assertThat(desk.questions()).hasSize(2));
  }

  @Test
  void botsRepliesAndOtherChannelsAreLeftAlone() {
    desk.channels().write("U0DAVE", "elsewhere", clock.instant());
    desk.socket()
        .event(
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
    desk.socket()
        .event(
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
        desk.socket()
            .event(
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
    eventually(() -> assertThat(desk.socket().answer(envelope)).isPresent());

    assertThat(slack.calls()).doesNotContain("chat.postMessage");
  }

  @Test
  void withoutTheReceiptNothingIsSaidTwice() {
    String ts = desk.asked("A question");
    desk.call(ts);
    eventually(() -> assertThat(desk.receipts()).hasSize(1));
    client
        .resource(desk.only())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"notices\":null}}");

    eventually(() -> assertThat(desk.receipts()).hasSize(1));
    assertThat(desk.channels().said(ts)).hasSize(2);
  }
}
