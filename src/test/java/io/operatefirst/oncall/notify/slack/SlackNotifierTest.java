package io.operatefirst.oncall.notify.slack;

import static io.operatefirst.oncall.notify.slack.SlackCase.ALICE;
import static io.operatefirst.oncall.notify.slack.SlackCase.CAROL;
import static io.operatefirst.oncall.notify.slack.SlackCase.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackServer.Post;
import io.operatefirst.oncall.api.NotificationsSpec;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Slack answers, as what becomes of what is owed and what a person can do about it. */
@EnableKubernetesMockClient(crud = true)
class SlackNotifierTest {

  private static final Recipient TO_ALICE = new Recipient.Engineer(ALICE);
  private static final Recipient TO_TEAM = new Recipient.Team();

  KubernetesClient client;

  private SlackServer slack;

  @BeforeEach
  void aSlackOfOnesOwn() {
    slack = SlackServer.start();
  }

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void eachIsToldOnTheirOwnAndTheTeamInItsChannel() {
    SlackCase.token(client, SlackServer.TOKEN);

    assertThat(deliver(TO_ALICE)).isEqualTo(new Outcome.Delivered());
    assertThat(deliver(TO_TEAM)).isEqualTo(new Outcome.Delivered());

    assertThat(slack.posts())
        .containsExactly(
            new Post("U0ALICE", "*[sre] Down*\nIt is down"),
            new Post("C0TEAM", "*[sre] Down*\nIt is down"));
  }

  @Test
  void whoHasNoMemberIdIsNotReachedNorATeamWithoutAChannel() {
    SlackNotifier notifier = notifier();
    assertThat(notifier.reaches(SENDER, TO_ALICE)).isTrue();
    assertThat(notifier.reaches(SENDER, new Recipient.Engineer(CAROL))).isFalse();
    assertThat(notifier.reaches(SENDER, TO_TEAM)).isTrue();
    assertThat(notifier.reaches(new Sender(SENDER.rotation(), Settings.slack(null, null)), TO_TEAM))
        .isFalse();
    assertThat(notifier.reaches(new Sender(SENDER.rotation(), NotificationsSpec.NONE), TO_ALICE))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_auth, Unavailable, Unauthorized",
    "token_revoked, Unavailable, Unauthorized",
    "missing_scope, Unavailable, Unauthorized",
    "internal_error, Unavailable, Unreachable",
    "ratelimited, Unavailable, Unreachable",
    "channel_not_found, Refused, Refused",
    "is_archived, Refused, Refused",
    "something_new, Refused, Refused",
  })
  void anErrorOfSlacks(String error, String outcome, String reason) {
    SlackCase.token(client, SlackServer.TOKEN);
    slack.fail(SlackServer.error(error));

    Outcome is = deliver(TO_ALICE);

    assertThat(is.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(reason(is)).isEqualTo(reason);
    assertThat(is.toString()).contains(error).doesNotContain(SlackServer.TOKEN);
  }

  @Test
  void whatIsRefusedSaysWhereToLook() {
    SlackCase.token(client, SlackServer.TOKEN);
    slack.fail(SlackServer.error("user_not_found"));
    assertThat(deliver(TO_ALICE))
        .isEqualTo(
            new Outcome.Refused(
                "Refused",
                "Slack refuses: user_not_found. Look at slack of alice under spec.engineers:"
                    + " U0ALICE."));
    slack.fail(SlackServer.error("not_in_channel"));
    assertThat(deliver(TO_TEAM))
        .isEqualTo(
            new Outcome.Refused(
                "Refused",
                "Slack refuses: not_in_channel. Look at spec.notifications.slack.channel: C0TEAM;"
                    + " the app has to be invited there."));
  }

  @Test
  void slackIsLeftAloneForAsLongAsItAsks() {
    SlackCase.token(client, SlackServer.TOKEN);
    slack.fail(SlackServer.http(429, Map.of("Retry-After", "30")));
    assertThat(deliver(TO_ALICE))
        .isEqualTo(
            new Outcome.Unavailable(
                "RateLimited",
                "Slack asks for a pause: too much is sent to it. All that is owed waits.",
                Duration.ofSeconds(30)));
  }

  @Test
  void whatIsNoAnswerOfSlacksIsTriedAgain() {
    SlackCase.token(client, SlackServer.TOKEN);
    for (SlackServer.Fault fault :
        List.of(
            SlackServer.http(503, Map.of()),
            // The page of a proxy.
            SlackServer.http(200, Map.of("Content-Type", "text/html")),
            SlackServer.http(404, Map.of()))) {
      slack.fail(fault);
      assertUnreachable(deliver(TO_ALICE));
    }
    // The client of HTTP itself tries once more where a connection ends without an answer.
    slack.fail(SlackServer.reset());
    slack.fail(SlackServer.reset());
    assertUnreachable(deliver(TO_ALICE));
    assertThat(slack.posts()).isEmpty();
    slack.down();
    assertUnreachable(deliver(TO_ALICE));
  }

  @Test
  void aSlackThatDoesNotAnswerIsNotWaitedForForEver() {
    SlackCase.token(client, SlackServer.TOKEN);
    CountDownLatch never = new CountDownLatch(1);
    slack.fail(
        call -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    SlackNotifier impatient =
        new SlackNotifier(SlackCase.api(slack, client, Duration.ofMillis(300)));
    assertUnreachable(impatient.deliver(SENDER, message(TO_ALICE)));
    never.countDown();
  }

  @Test
  void withoutItsTokenNothingIsAskedOfSlack() {
    assertThat(reason(deliver(TO_ALICE))).isEqualTo("SecretMissing");
    assertThat(slack.calls()).isEmpty();
    SlackCase.token(client, "xoxb-wrong-one");
    Outcome wrong = deliver(TO_ALICE);
    assertThat(reason(wrong)).isEqualTo("Unauthorized");
    assertThat(wrong.toString()).doesNotContain("xoxb-wrong-one");
  }

  @Test
  void whatIsNoTokenIsNotSent() {
    SlackCase.token(client, "xoxb-1\nxoxb-2");
    Outcome outcome = deliver(TO_ALICE);
    assertThat(reason(outcome)).isEqualTo("SecretInvalid");
    assertThat(outcome.toString()).doesNotContain("xoxb-1");
    assertThat(slack.calls()).isEmpty();
  }

  private static void assertUnreachable(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
    assertThat(reason(outcome)).isEqualTo("Unreachable");
  }

  private static String reason(Outcome outcome) {
    return ((Outcome.Failed) outcome).reason();
  }

  private SlackNotifier notifier() {
    return new SlackNotifier(SlackCase.api(slack, client));
  }

  private Outcome deliver(Recipient to) {
    return notifier().deliver(SENDER, message(to));
  }

  private static Message message(Recipient to) {
    return new Message(
        List.of(
            new Delivery(
                new Notice(
                    new Subject("OnCallLogEntry", new ResourceID("down", "default"), "uid"),
                    "New",
                    new Audience.Team(),
                    false,
                    new Text("[sre] Down", "It is down")),
                to)));
  }
}
