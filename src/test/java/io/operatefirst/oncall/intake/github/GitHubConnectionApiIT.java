package io.operatefirst.oncall.intake.github;

import static io.operatefirst.oncall.intake.github.GitHubDesk.QUESTION;
import static io.operatefirst.oncall.intake.github.GitHubDesk.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.GitHubRepository.Issue;
import io.operatefirst.oncall.GitHubServer;
import io.operatefirst.oncall.GitHubServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How the connection to GitHub fares: what it does not let the operator do is in the way of nothing
 * else.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(GitHubServerResource.class)
class GitHubConnectionApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private final GitHubServer gitHub = GitHubServerResource.running();
  private GitHubDesk desk;

  @BeforeEach
  void aMonday() {
    desk = GitHubDesk.open(client, clock, gitHub);
  }

  @Test
  void aLoginThatDoesNotExistIsInTheWayOfNoCommandAndOfNoOtherIssue() {
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(desk.questions()).hasSize(1));
    desk.scene()
        .patch(
            "{\"spec\":{\"engineers\":[{\"name\":\"alice\",\"github\":\"nobody-at-all\"},{\"name\":\"bob\"},{\"name\":\"carol\"}]}}");
    desk.scene()
        .awaitStatus(
            status ->
                assertThat(status.observedGeneration())
                    .isEqualTo(desk.scene().rotation().get().getMetadata().getGeneration()));
    clock.advance(Duration.ofMinutes(1));
    desk.repository().comment(issue, "octocat", "/assign-to-oncall");
    clock.advance(Duration.ofMinutes(1));
    Issue later = desk.repository().open("octocat", "Another question", "", QUESTION);

    eventually(() -> assertThat(later.said()).hasSize(1));
    eventually(
        () ->
            assertThat(issue.comments())
                .filteredOn(comment -> comment.author().equals("octocat"))
                .singleElement()
                .satisfies(comment -> assertThat(comment.eyes()).containsExactly("oncall-bot")));
    desk.awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void gitHubInTroubleDelaysAndLosesNothing() {
    for (int i = 0; i < 3; i++) {
      gitHub.fail(GitHubServer.http(502, Map.of()));
      gitHub.fail(GitHubServer.reset());
    }
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);

    eventually(() -> assertThat(issue.said()).hasSize(1));
    eventually(() -> assertThat(issue.assignees()).containsExactly("alice-gh"));
    desk.awaitWatched("True", Conditions.CONNECTED);
    assertThat(desk.questions()).hasSize(1);
  }

  @Test
  void nothingIsAskedBeforeThePauseIsOver() {
    gitHub.fail(GitHubServer.http(429, Map.of("Retry-After", "3")));
    desk.awaitWatched("False", Conditions.RATE_LIMITED);
    int asked = gitHub.calls().size();
    await("the pause")
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(2))
        .until(() -> gitHub.calls().size() == asked);

    desk.awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void aTokenThatIsWrongIsSaidAndOneThatIsExchangedHolds() {
    gitHub.take("ghp_another");
    Condition condition = desk.awaitWatched("False", Conditions.UNAUTHORIZED);
    assertThat(condition.getMessage())
        .contains("spec.questions.github.tokenSecret")
        .contains("docs/questions-github.md")
        .doesNotContain(GitHubServer.TOKEN);

    client.resource(desk.secret("ghp_another")).update();

    desk.awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void withoutASecretThatIsSaid() {
    client.resource(desk.secret("")).delete();
    assertThat(desk.awaitWatched("False", Conditions.SECRET_MISSING).getMessage())
        .contains("oc create secret generic github");
  }

  @Test
  void aRepositoryThatIsNotThereDisturbsNoOther() {
    desk.scene()
        .patch(
            "{\"spec\":{\"questions\":{\"github\":{\"repositories\":[\"operate-first/gone\",\"operate-first/apps\"]}}}}");
    assertThat(desk.awaitWatched("False", Conditions.NOT_ALLOWED).getMessage())
        .contains("operate-first/gone");
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);

    eventually(() -> assertThat(issue.said()).hasSize(1));
  }

  @Test
  void whereNothingIsNewGitHubIsOnlyAskedWhetherThatIsSo() {
    Issue issue = desk.repository().open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(desk.receipts()).hasSize(2));
    desk.lookAgain();
    gitHub.forget();
    desk.lookAgain();

    assertThat(issue.said()).hasSize(1);
    assertThat(gitHub.calls()).isNotEmpty().allSatisfy(call -> assertThat(call).endsWith(" 304"));
  }

  @Test
  void withoutTheBlockNobodyListens() {
    desk.scene().patch("{\"spec\":{\"questions\":null}}");
    desk.scene()
        .awaitStatus(
            status ->
                assertThat(Conditions.find(status.conditions(), Conditions.GITHUB_WATCHED))
                    .isEmpty());
    gitHub.forget();
    await("silence")
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(4))
        .until(() -> gitHub.calls().isEmpty());
  }
}
