package io.operatefirst.oncall.intake.github;

import static io.operatefirst.oncall.intake.github.GitHubDesk.AT_NIGHT;
import static io.operatefirst.oncall.intake.github.GitHubDesk.MONDAY;
import static io.operatefirst.oncall.intake.github.GitHubDesk.QUESTION;
import static io.operatefirst.oncall.intake.github.GitHubDesk.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.GitHubRepository.Issue;
import io.operatefirst.oncall.GitHubServer;
import io.operatefirst.oncall.GitHubServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallRotation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users ask on GitHub is in the log once, assigned once, and answered once. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(GitHubServerResource.class)
class GitHubQuestionsApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private final GitHubServer gitHub = GitHubServerResource.running();
  private GitHubDesk desk;

  @BeforeEach
  void aMonday() {
    desk = GitHubDesk.open(client, clock, gitHub);
  }

  @Test
  void aQuestionIsOneEntryOneAssignmentAndOneComment() {
    Issue issue = desk.repository().open("octocat", "More quota", "For my notebooks.", QUESTION);

    eventually(
        () -> {
          assertThat(issue.assignees()).containsExactly("alice-gh");
          assertThat(issue.said()).hasSize(1);
        });
    desk.lookAgain();

    OnCallLogEntry entry = desk.only();
    assertThat(entry.getSpec().summary()).isEqualTo("More quota");
    assertThat(entry.getSpec().source().question().asker()).isEqualTo("octocat");
    assertThat(entry.getSpec().source().link())
        .isEqualTo("https://github.com/operate-first/apps/issues/" + issue.number());
    assertThat(entry.getStatus().onCall()).isEqualTo("alice");
    assertThat(issue.assignees()).containsExactly("alice-gh");
    assertThat(issue.said())
        .singleElement()
        .asString()
        .startsWith(
            "This may answer it already:\n- Ask by a pull request. https://example.org/quota\n\nAlice"
                + " Example is on call and looks at it.")
        .doesNotContain("@");
    assertThat(client.getKubernetesSerialization().asYaml(entry)).doesNotContain("notebooks");
  }

  @Test
  void whatConcernsNobodyIsLeftAlone() {
    desk.repository().open("octocat", "A bug", "", "kind/bug");
    Issue question = desk.repository().open("octocat", "A question", "", QUESTION);

    eventually(() -> assertThat(question.said()).hasSize(1));

    assertThat(desk.questions()).hasSize(1);
  }

  @Test
  void whatIsOlderThanTheRotationIsLeftAloneUntilSomebodyHandsItOver() {
    clock.set(MONDAY.minus(Duration.ofDays(3)));
    Issue old = desk.repository().open("octocat", "Long ago", "", QUESTION);
    clock.set(MONDAY.plus(Duration.ofMinutes(1)));
    desk.lookAgain();
    assertThat(desk.questions()).isEmpty();

    desk.repository().comment(old, "octocat", "Nobody there?\n /Assign-To-OnCall \nThanks!");

    eventually(() -> assertThat(old.assignees()).containsExactly("alice-gh"));
    eventually(() -> assertThat(old.comments().get(0).eyes()).containsExactly("oncall-bot"));
    assertThat(desk.questions()).hasSize(1);
  }

  @Test
  void theLabelOfTheOldBotHandsOverAndGoes() {
    Issue pull = desk.repository().pull("octocat", "Add a user", "bot/assign-to-oncall");

    eventually(() -> assertThat(pull.assignees()).containsExactly("alice-gh"));
    eventually(() -> assertThat(pull.labels()).isEmpty());
    assertThat(desk.only().getSpec().source().question().thread())
        .isEqualTo("operate-first/apps#" + pull.number());
  }

  @Test
  void whoIsOnCallLaterIsAssignedOnlyWhereSomebodyAsks() {
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(issue.assignees()).containsExactly("alice-gh"));
    clock.set(MONDAY.plus(Duration.ofDays(1)));
    desk.scene().awaitOnCall("bob", 2);
    desk.repository().comment(issue, "octocat", "Any news?");
    desk.lookAgain();
    assertThat(issue.assignees()).containsExactly("alice-gh");

    desk.repository().comment(issue, "octocat", "/assign-to-oncall");

    eventually(() -> assertThat(issue.assignees()).containsExactlyInAnyOrder("alice-gh", "bob-gh"));
    assertThat(desk.questions()).hasSize(1);
  }

  @Test
  void whatAPersonDecidesIsLeftAlone() {
    Issue taken = desk.repository().open("octocat", "Mine", "");
    desk.repository().assign(taken, "octocat", "octocat");
    desk.repository().label(taken, "octocat", QUESTION);
    Issue given = desk.repository().open("octocat", "Yours", "", QUESTION);
    eventually(() -> assertThat(given.assignees()).containsExactly("alice-gh"));
    desk.repository().unassign(given, "alice-gh", "alice-gh");
    eventually(() -> assertThat(taken.said()).hasSize(1));
    desk.forgetReceipts();
    desk.lookAgain();

    assertThat(taken.assignees()).containsExactly("octocat");
    assertThat(given.assignees()).isEmpty();
    assertThat(given.said()).hasSize(1);
  }

  @Test
  void atNightWhoAskedHearsWhenAndNobodyIsAssignedYet() {
    clock.set(AT_NIGHT);
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);

    eventually(() -> assertThat(issue.said()).hasSize(1));
    assertThat(issue.said().get(0)).contains("bob looks at it from Tue 2046-01-09 09:00 CET on.");
    assertThat(issue.assignees()).isEmpty();

    clock.set(MONDAY.plus(Duration.ofDays(1)));

    eventually(() -> assertThat(issue.assignees()).containsExactly("bob-gh"));
  }

  @Test
  void anEngineerWhoCommentsHasTakenNoteAndNobodyElse() {
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(desk.questions()).hasSize(1));
    clock.advance(Duration.ofMinutes(1));
    desk.repository().comment(issue, "stranger", "Me too");
    desk.lookAgain();
    assertThat(desk.only().getSpec().acknowledged()).isFalse();

    desk.repository().comment(issue, "Bob-GH", "I look at it");

    eventually(() -> assertThat(desk.only().getSpec().acknowledgedBy()).isEqualTo("bob"));
  }

  @Test
  void whatIsClosedThereIsResolvedInTheNameOfWhoClosedIt() {
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(issue.said()).hasSize(1));
    desk.repository().close(issue, "bob-gh");

    eventually(() -> assertThat(desk.only().getSpec().resolved()).isTrue());
    desk.lookAgain();

    assertThat(desk.only().getSpec().acknowledgedBy()).isEqualTo("bob");
    assertThat(desk.only().getSpec().resolution()).isEqualTo("Closed on GitHub by bob-gh");
    assertThat(issue.said()).hasSize(1);
  }

  @Test
  void whatIsOpenedAgainIsAnotherQuestion() {
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(issue.said()).hasSize(1));
    clock.advance(Duration.ofMinutes(5));
    desk.repository().close(issue, "octocat");
    eventually(() -> assertThat(desk.only().getSpec().resolved()).isTrue());
    // That it is answered is owed, and said by its being closed; so not before that is known.
    eventually(() -> assertThat(desk.receipts()).hasSize(3));
    clock.advance(Duration.ofMinutes(5));
    desk.repository().reopen(issue, "octocat");

    eventually(() -> assertThat(desk.questions()).hasSize(2));
    eventually(() -> assertThat(issue.said()).hasSize(2));
  }

  @Test
  void whatIsResolvedInTheLogIsSaidThere() {
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(issue.said()).hasSize(1));

    desk.scene()
        .patch(
            desk.only().getMetadata().getName(),
            "{\"spec\":{\"resolved\":true,\"acknowledgedBy\":\"alice\",\"resolution\":\"secret\"}}");

    eventually(() -> assertThat(issue.said()).hasSize(2));
    assertThat(issue.said().get(1))
        .startsWith("Alice Example says that this is answered.")
        .doesNotContain("secret");
    assertThat(issue.isClosed()).isFalse();
  }

  /** Nobody is told on behalf of a rotation that is not there; what is owed then is not lost. */
  @Test
  void whatIsResolvedWhileTheRotationIsAwayIsSaidOnceItIsBack() {
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(desk.receipts()).hasSize(2));
    String entry = desk.only().getMetadata().getName();
    OnCallRotation rotation = desk.scene().rotation().get();
    desk.scene().rotation().delete();
    desk.scene().patch(entry, "{\"spec\":{\"resolved\":true}}");
    desk.scene().awaitEntry(entry, status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));
    assertThat(issue.said()).hasSize(1);

    rotation.getMetadata().setResourceVersion(null);
    client.resource(rotation).create();

    eventually(() -> assertThat(issue.said()).hasSize(2));
  }

  @Test
  void whereThatIsWantedItIsClosedThereButNoPullRequest() {
    desk.scene().patch("{\"spec\":{\"questions\":{\"github\":{\"closeResolved\":true}}}}");
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    Issue pull = desk.repository().pull("octocat", "A change", QUESTION);
    eventually(() -> assertThat(issue.said()).hasSize(1));
    eventually(() -> assertThat(pull.said()).hasSize(1));

    desk.questions()
        .forEach(
            entry ->
                desk.scene()
                    .patch(entry.getMetadata().getName(), "{\"spec\":{\"resolved\":true}}"));

    eventually(() -> assertThat(issue.isClosed()).isTrue());
    eventually(() -> assertThat(pull.said()).hasSize(2));
    assertThat(pull.isClosed()).isFalse();
  }

  @Test
  void withoutTheReceiptsNothingIsSaidOrAssignedTwice() {
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(desk.receipts()).hasSize(2));
    desk.repository().unassign(issue, "alice-gh", "alice-gh");

    desk.forgetReceipts();
    eventually(() -> assertThat(desk.receipts()).hasSize(2));

    assertThat(issue.said()).hasSize(1);
    assertThat(issue.assignees()).isEmpty();
  }

  @Test
  void whatFindsNoRoomInTheLogGetsItsEntryOnceThereIsSome() {
    desk.scene().patch("{\"spec\":{\"log\":{\"maxOpenEntries\":1}}}");
    await().until(() -> desk.scene().rotation().get().getSpec().log().maxOpenEntries() == 1);
    desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(desk.asked()).containsExactly("A question"));
    clock.advance(Duration.ofMinutes(1));
    Issue second = desk.repository().open("octocat", "Another question", "", QUESTION);
    clock.advance(Duration.ofMinutes(1));
    desk.repository().open("octocat", "A bug", "", "kind/bug");
    desk.lookAgain();
    assertThat(desk.asked()).containsExactly("A question");
    assertThat(second.said()).isEmpty();

    desk.questions().stream()
        .filter(GitHubDesk::isQuestion)
        .forEach(
            entry ->
                desk.scene()
                    .patch(entry.getMetadata().getName(), "{\"spec\":{\"resolved\":true}}"));

    eventually(
        () -> assertThat(desk.asked()).containsExactlyInAnyOrder("A question", "Another question"));
    eventually(() -> assertThat(second.said()).hasSize(1));
  }
}
