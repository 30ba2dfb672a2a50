package io.operatefirst.oncall.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.MailServer;
import io.operatefirst.oncall.MailServer.Mail;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackServer.Post;
import io.operatefirst.oncall.SlackServerResource;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One way to tell people is down for a while: nothing waits for it but what is owed there. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(MailServerResource.class)
@WithTestResource(SlackServerResource.class)
class OutageApiIT {

  /** So often it is tried in vain; 13 times are about ten minutes, by the back-off. */
  private static final int ATTEMPTS = Integer.getInteger("slack.outage.attempts", 4);

  @Inject TeamOfThree team;
  @Inject MeterRegistry metrics;

  @BeforeEach
  void aMondayMorning() {
    team.aMondayMorning();
    team.scene().create(TeamOfThree.ROTATION);
    await().until(() -> TeamOfThree.allTold().size() == 3);
    TeamOfThree.awaitGroup("U0ALICE");
    TeamOfThree.forget();
  }

  @Test
  void whenSlackIsDownTheHandoverIsOnTimeAndAllThatIsOwedArrivesAfterwardsInOrder() {
    SlackServer slack = SlackServerResource.running();
    double before = failures();
    slack.down();
    String hard = team.alarm().rings(Severity.INFO, "It is hard");
    team.scene().patch(hard, "{\"spec\":{\"acknowledgedBy\":\"alice\",\"helpWanted\":true}}");
    awaitMail("bob: [sre] alice asks for help: It is hard");
    awaitMail("carol: [sre] alice asks for help: It is hard");
    awaitCondition(Conditions.SLACK_SENT, "False Unreachable");

    team.at("2046-01-09T09:00");

    team.scene()
        .awaitStatus(
            status -> {
              assertThat(status.onCall()).isEqualTo("bob");
              assertThat(status.lastHandover().at()).isEqualTo("2046-01-09T08:00:00Z");
            });
    String handover = "alice hands over to bob, until Wed 2046-01-10 09:00 CET";
    awaitMail("bob: [sre] " + handover);
    awaitCondition(Conditions.USER_GROUP_CURRENT, "False Unreachable");
    awaitCondition(Conditions.EMAIL_SENT, "True Delivered");
    team.scene()
        .awaitStatus(
            status ->
                assertThat(
                        Conditions.find(status.conditions(), Conditions.SLACK_SENT)
                            .orElseThrow()
                            .getMessage())
                    .startsWith("Slack cannot be reached: ")
                    .endsWith(" All that is owed waits."));
    await("attempts").atMost(Duration.ofMinutes(20)).until(() -> failures() - before >= ATTEMPTS);

    slack.fail(SlackServer.http(429, Map.of("Retry-After", "3")));
    slack.fail(SlackServer.http(503, Map.of()));
    slack.up();

    await("posts")
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(() -> assertThat(slack.posts()).hasSize(4));
    assertThat(slack.posts())
        .extracting(Post::channel)
        .containsExactly("U0BOB", "U0CAROL", SlackServer.CHANNEL, "U0BOB");
    assertThat(slack.posts().subList(0, 2))
        .allSatisfy(post -> assertThat(post.text()).startsWith("*[sre] alice asks for help"));
    assertThat(slack.posts().subList(2, 4))
        .allSatisfy(post -> assertThat(post.text()).startsWith("*[sre] " + handover));
    TeamOfThree.awaitGroup("U0BOB");
    awaitCondition(Conditions.SLACK_SENT, "True Delivered");
    awaitCondition(Conditions.USER_GROUP_CURRENT, "True Current");
    // Nothing of it was told twice by the other way.
    assertThat(MailServerResource.running().received()).hasSize(3);
  }

  @Test
  void whenTheMailServerIsDownWhatIsNotOwedAnyMoreIsNotSentAfterwards() {
    MailServer mail = MailServerResource.running();
    mail.down();
    String hard = team.alarm().rings(Severity.INFO, "It is hard");
    team.scene().patch(hard, "{\"spec\":{\"acknowledgedBy\":\"alice\",\"helpWanted\":true}}");
    team.alarm().rings(Severity.CRITICAL, "The shop is down");
    awaitCondition(Conditions.EMAIL_SENT, "False Unreachable");
    awaitPosts("U0BOB", "U0CAROL", "U0ALICE");
    team.scene().patch(hard, "{\"spec\":{\"assistedBy\":[\"bob\"]}}");
    team.scene().awaitEntry(hard, status -> assertThat(status.observedGeneration()).isEqualTo(3));

    mail.up();

    awaitMail("alice: [sre] Critical: The shop is down");
    awaitCondition(Conditions.EMAIL_SENT, "True Delivered");
    assertThat(mail.received()).hasSize(1);
  }

  private static void awaitPosts(String... to) {
    await("posts")
        .untilAsserted(
            () ->
                assertThat(SlackServerResource.running().posts())
                    .extracting(Post::channel)
                    .containsExactlyInAnyOrder(to));
  }

  private double failures() {
    return metrics
        .find("oncall.notices")
        .tag("channel", "slack")
        .tag("outcome", "unavailable")
        .counters()
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static void awaitMail(String expected) {
    await(expected)
        .untilAsserted(
            () ->
                assertThat(MailServerResource.running().received())
                    .extracting(OutageApiIT::line)
                    .contains(expected));
  }

  private static String line(Mail mail) {
    return mail.to().replace("@example.org", "") + ": " + mail.subject();
  }

  private void awaitCondition(String type, String expected) {
    team.scene()
        .awaitStatus(
            status ->
                assertThat(Conditions.find(status.conditions(), type))
                    .hasValueSatisfying(
                        condition ->
                            assertThat(condition.getStatus() + " " + condition.getReason())
                                .isEqualTo(expected)));
  }
}
