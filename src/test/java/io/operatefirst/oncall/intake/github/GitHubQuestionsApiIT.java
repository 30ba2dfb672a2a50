package io.operatefirst.oncall.intake.github;

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
import io.operatefirst.oncall.GitHubRepository;
import io.operatefirst.oncall.GitHubRepository.Issue;
import io.operatefirst.oncall.GitHubServer;
import io.operatefirst.oncall.GitHubServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
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

/** What users ask on GitHub is in the log once, assigned once, and answered once. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(GitHubServerResource.class)
class GitHubQuestionsApiIT {

  private static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");
  private static final Instant AT_NIGHT = Instant.parse("2046-01-08T21:00:00Z");
  private static final String QUESTION = "kind/question";

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers:
        - {name: alice, displayName: Alice Example, github: Alice-GH}
        - {name: bob, github: bob-gh}
        - {name: carol, github: carol-gh}
        schedule: {timeZone: Europe/Prague, startDate: "2046-01-08"}
        order: {atEndOfList: Repeat}
        questions:
          github:
            tokenSecret: {name: github, key: token}
            repositories: [operate-first/apps]
            labels: [kind/question]
            closeResolved: %s
        faq:
        - {pattern: quota, answer: Ask by a pull request., link: "https://example.org/quota"}
      """;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private final GitHubServer gitHub = GitHubServerResource.running();
  private GitHubRepository repository;
  private Scene scene;

  @BeforeEach
  void aMonday() {
    Scene.clear(client);
    clock.set(MONDAY);
    scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("github"), "sre");
    repository = GitHubServerResource.fresh(clock);
    client.resource(secret(GitHubServer.TOKEN)).create();
    scene.create(ROTATION.formatted(false));
    scene.awaitOnCall("alice", 1);
    awaitWatched("True", Conditions.CONNECTED);
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void aQuestionIsOneEntryOneAssignmentAndOneComment() {
    Issue issue = repository.open("octocat", "More quota", "For my notebooks.", QUESTION);

    eventually(
        () -> {
          assertThat(issue.assignees()).containsExactly("alice-gh");
          assertThat(issue.said()).hasSize(1);
        });
    lookAgain();

    OnCallLogEntry entry = only();
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
    repository.open("octocat", "A bug", "", "kind/bug");
    Issue question = repository.open("octocat", "A question", "", QUESTION);

    eventually(() -> assertThat(question.said()).hasSize(1));

    assertThat(questions()).hasSize(1);
  }

  @Test
  void whatIsOlderThanTheRotationIsLeftAloneUntilSomebodyHandsItOver() {
    clock.set(MONDAY.minus(Duration.ofDays(3)));
    Issue old = repository.open("octocat", "Long ago", "", QUESTION);
    clock.set(MONDAY.plus(Duration.ofMinutes(1)));
    lookAgain();
    assertThat(questions()).isEmpty();

    repository.comment(old, "octocat", "Nobody there?\n /Assign-To-OnCall \nThanks!");

    eventually(() -> assertThat(old.assignees()).containsExactly("alice-gh"));
    eventually(() -> assertThat(old.comments().get(0).eyes()).containsExactly("oncall-bot"));
    assertThat(questions()).hasSize(1);
  }

  @Test
  void theLabelOfTheOldBotHandsOverAndGoes() {
    Issue pull = repository.pull("octocat", "Add a user", "bot/assign-to-oncall");

    eventually(() -> assertThat(pull.assignees()).containsExactly("alice-gh"));
    eventually(() -> assertThat(pull.labels()).isEmpty());
    assertThat(only().getSpec().source().question().thread())
        .isEqualTo("operate-first/apps#" + pull.number());
  }

  @Test
  void whoIsOnCallLaterIsAssignedOnlyWhereSomebodyAsks() {
    Issue issue = repository.open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(issue.assignees()).containsExactly("alice-gh"));
    clock.set(MONDAY.plus(Duration.ofDays(1)));
    scene.awaitOnCall("bob", 2);
    repository.comment(issue, "octocat", "Any news?");
    lookAgain();
    assertThat(issue.assignees()).containsExactly("alice-gh");

    repository.comment(issue, "octocat", "/assign-to-oncall");

    eventually(() -> assertThat(issue.assignees()).containsExactlyInAnyOrder("alice-gh", "bob-gh"));
    assertThat(questions()).hasSize(1);
  }

  @Test
  void whatAPersonDecidesIsLeftAlone() {
    Issue taken = repository.open("octocat", "Mine", "");
    repository.assign(taken, "octocat", "octocat");
    repository.label(taken, "octocat", QUESTION);
    Issue given = repository.open("octocat", "Yours", "", QUESTION);
    eventually(() -> assertThat(given.assignees()).containsExactly("alice-gh"));
    repository.unassign(given, "alice-gh", "alice-gh");
    eventually(() -> assertThat(taken.said()).hasSize(1));
    forgetReceipts();
    lookAgain();

    assertThat(taken.assignees()).containsExactly("octocat");
    assertThat(given.assignees()).isEmpty();
    assertThat(given.said()).hasSize(1);
  }

  @Test
  void atNightWhoAskedHearsWhenAndNobodyIsAssignedYet() {
    clock.set(AT_NIGHT);
    Issue issue = repository.open("octocat", "A question", "", QUESTION);

    eventually(() -> assertThat(issue.said()).hasSize(1));
    assertThat(issue.said().get(0)).contains("bob looks at it from Tue 2046-01-09 09:00 CET on.");
    assertThat(issue.assignees()).isEmpty();

    clock.set(MONDAY.plus(Duration.ofDays(1)));

    eventually(() -> assertThat(issue.assignees()).containsExactly("bob-gh"));
  }

  @Test
  void anEngineerWhoCommentsHasTakenNoteAndNobodyElse() {
    Issue issue = repository.open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(questions()).hasSize(1));
    clock.advance(Duration.ofMinutes(1));
    repository.comment(issue, "stranger", "Me too");
    lookAgain();
    assertThat(only().getSpec().acknowledged()).isFalse();

    repository.comment(issue, "Bob-GH", "I look at it");

    eventually(() -> assertThat(only().getSpec().acknowledgedBy()).isEqualTo("bob"));
  }

  @Test
  void whatIsClosedThereIsResolvedInTheNameOfWhoClosedIt() {
    Issue issue = repository.open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(issue.said()).hasSize(1));
    repository.close(issue, "bob-gh");

    eventually(() -> assertThat(only().getSpec().resolved()).isTrue());
    lookAgain();

    assertThat(only().getSpec().acknowledgedBy()).isEqualTo("bob");
    assertThat(only().getSpec().resolution()).isEqualTo("Closed on GitHub by bob-gh");
    assertThat(issue.said()).hasSize(1);
  }

  @Test
  void whatIsOpenedAgainIsAnotherQuestion() {
    Issue issue = repository.open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(issue.said()).hasSize(1));
    clock.advance(Duration.ofMinutes(5));
    repository.close(issue, "octocat");
    eventually(() -> assertThat(only().getSpec().resolved()).isTrue());
    // That it is answered is owed, and said by its being closed; so not before that is known.
    eventually(() -> assertThat(receipts()).hasSize(3));
    clock.advance(Duration.ofMinutes(5));
    repository.reopen(issue, "octocat");

    eventually(() -> assertThat(questions()).hasSize(2));
    eventually(() -> assertThat(issue.said()).hasSize(2));
  }

  @Test
  void whatIsResolvedInTheLogIsSaidThere() {
    Issue issue = repository.open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(issue.said()).hasSize(1));

    scene.patch(
        only().getMetadata().getName(),
        "{\"spec\":{\"resolved\":true,\"acknowledgedBy\":\"alice\",\"resolution\":\"secret\"}}");

    eventually(() -> assertThat(issue.said()).hasSize(2));
    assertThat(issue.said().get(1))
        .startsWith("Alice Example says that this is answered.")
        .doesNotContain("secret");
    assertThat(issue.isClosed()).isFalse();
  }

  @Test
  void whereThatIsWantedItIsClosedThereButNoPullRequest() {
    scene.patch("{\"spec\":{\"questions\":{\"github\":{\"closeResolved\":true}}}}");
    Issue issue = repository.open("octocat", "A question", "", QUESTION);
    Issue pull = repository.pull("octocat", "A change", QUESTION);
    eventually(() -> assertThat(issue.said()).hasSize(1));
    eventually(() -> assertThat(pull.said()).hasSize(1));

    questions()
        .forEach(
            entry -> scene.patch(entry.getMetadata().getName(), "{\"spec\":{\"resolved\":true}}"));

    eventually(() -> assertThat(issue.isClosed()).isTrue());
    eventually(() -> assertThat(pull.said()).hasSize(2));
    assertThat(pull.isClosed()).isFalse();
  }

  @Test
  void withoutTheReceiptsNothingIsSaidOrAssignedTwice() {
    Issue issue = repository.open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(receipts()).hasSize(2));
    repository.unassign(issue, "alice-gh", "alice-gh");

    forgetReceipts();
    eventually(() -> assertThat(receipts()).hasSize(2));

    assertThat(issue.said()).hasSize(1);
    assertThat(issue.assignees()).isEmpty();
  }

  @Test
  void whatFindsNoRoomInTheLogGetsItsEntryOnceThereIsSome() {
    scene.patch("{\"spec\":{\"log\":{\"maxOpenEntries\":1}}}");
    await().until(() -> scene.rotation().get().getSpec().log().maxOpenEntries() == 1);
    repository.open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(asked()).containsExactly("A question"));
    clock.advance(Duration.ofMinutes(1));
    Issue second = repository.open("octocat", "Another question", "", QUESTION);
    clock.advance(Duration.ofMinutes(1));
    repository.open("octocat", "A bug", "", "kind/bug");
    lookAgain();
    assertThat(asked()).containsExactly("A question");
    assertThat(second.said()).isEmpty();

    questions().stream()
        .filter(GitHubQuestionsApiIT::isQuestion)
        .forEach(
            entry -> scene.patch(entry.getMetadata().getName(), "{\"spec\":{\"resolved\":true}}"));

    eventually(
        () -> assertThat(asked()).containsExactlyInAnyOrder("A question", "Another question"));
    eventually(() -> assertThat(second.said()).hasSize(1));
  }

  @Test
  void aLoginThatDoesNotExistIsInTheWayOfNoCommandAndOfNoOtherIssue() {
    Issue issue = repository.open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(questions()).hasSize(1));
    scene.patch(
        "{\"spec\":{\"engineers\":[{\"name\":\"alice\",\"github\":\"nobody-at-all\"},{\"name\":\"bob\"},{\"name\":\"carol\"}]}}");
    scene.awaitStatus(
        status ->
            assertThat(status.observedGeneration())
                .isEqualTo(scene.rotation().get().getMetadata().getGeneration()));
    clock.advance(Duration.ofMinutes(1));
    repository.comment(issue, "octocat", "/assign-to-oncall");
    clock.advance(Duration.ofMinutes(1));
    Issue later = repository.open("octocat", "Another question", "", QUESTION);

    eventually(() -> assertThat(later.said()).hasSize(1));
    eventually(
        () ->
            assertThat(issue.comments())
                .filteredOn(comment -> comment.author().equals("octocat"))
                .singleElement()
                .satisfies(comment -> assertThat(comment.eyes()).containsExactly("oncall-bot")));
    awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void gitHubInTroubleDelaysAndLosesNothing() {
    for (int i = 0; i < 3; i++) {
      gitHub.fail(GitHubServer.http(502, Map.of()));
      gitHub.fail(GitHubServer.reset());
    }
    Issue issue = repository.open("octocat", "A question", "", QUESTION);

    eventually(() -> assertThat(issue.said()).hasSize(1));
    eventually(() -> assertThat(issue.assignees()).containsExactly("alice-gh"));
    awaitWatched("True", Conditions.CONNECTED);
    assertThat(questions()).hasSize(1);
  }

  @Test
  void nothingIsAskedBeforeThePauseIsOver() {
    gitHub.fail(GitHubServer.http(429, Map.of("Retry-After", "3")));
    awaitWatched("False", Conditions.RATE_LIMITED);
    int asked = gitHub.calls().size();
    await("the pause")
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(2))
        .until(() -> gitHub.calls().size() == asked);

    awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void aTokenThatIsWrongIsSaidAndOneThatIsExchangedHolds() {
    gitHub.take("ghp_another");
    Condition condition = awaitWatched("False", Conditions.UNAUTHORIZED);
    assertThat(condition.getMessage())
        .contains("spec.questions.github.tokenSecret")
        .contains("docs/questions-github.md")
        .doesNotContain(GitHubServer.TOKEN);

    client.resource(secret("ghp_another")).update();

    awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void withoutASecretThatIsSaid() {
    client.resource(secret("")).delete();
    assertThat(awaitWatched("False", Conditions.SECRET_MISSING).getMessage())
        .contains("oc create secret generic github");
  }

  @Test
  void aRepositoryThatIsNotThereDisturbsNoOther() {
    scene.patch(
        "{\"spec\":{\"questions\":{\"github\":{\"repositories\":[\"operate-first/gone\",\"operate-first/apps\"]}}}}");
    assertThat(awaitWatched("False", Conditions.NOT_ALLOWED).getMessage())
        .contains("operate-first/gone");
    Issue issue = repository.open("octocat", "A question", "", QUESTION);

    eventually(() -> assertThat(issue.said()).hasSize(1));
  }

  @Test
  void whereNothingIsNewGitHubIsOnlyAskedWhetherThatIsSo() {
    Issue issue = repository.open("octocat", "A question", "", QUESTION);
    eventually(() -> assertThat(receipts()).hasSize(2));
    lookAgain();
    gitHub.forget();
    lookAgain();

    assertThat(issue.said()).hasSize(1);
    assertThat(gitHub.calls()).isNotEmpty().allSatisfy(call -> assertThat(call).endsWith(" 304"));
  }

  @Test
  void withoutTheBlockNobodyListens() {
    scene.patch("{\"spec\":{\"questions\":null}}");
    scene.awaitStatus(
        status ->
            assertThat(Conditions.find(status.conditions(), Conditions.GITHUB_WATCHED)).isEmpty());
    gitHub.forget();
    await("silence")
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(4))
        .until(() -> gitHub.calls().isEmpty());
  }

  /** Two looks at the list of issues that have begun since. */
  private void lookAgain() {
    long before = looks();
    await("another look").atMost(Duration.ofSeconds(20)).until(() -> looks() >= before + 3);
  }

  private long looks() {
    return gitHub.calls().stream().filter(call -> call.contains("/apps/issues")).count();
  }

  private void forgetReceipts() {
    questions()
        .forEach(
            entry ->
                client
                    .resource(entry)
                    .subresource("status")
                    .patch(
                        PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"notices\":null}}"));
  }

  private List<?> receipts() {
    return Optional.ofNullable(only().getStatus().notices()).orElse(List.of());
  }

  private Secret secret(String token) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("github")
        .withNamespace(scene.namespace())
        .endMetadata()
        .addToStringData("token", token)
        .build();
  }

  private Condition awaitWatched(String status, String reason) {
    return scene.awaitCondition(Conditions.GITHUB_WATCHED, status, reason);
  }

  private static void eventually(ThrowingRunnable asserted) {
    await()
        .atMost(Duration.ofSeconds(25))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(asserted);
  }

  /** What has an entry of its own. */
  private List<String> asked() {
    return questions().stream()
        .filter(GitHubQuestionsApiIT::isQuestion)
        .map(entry -> entry.getSpec().summary())
        .toList();
  }

  private static boolean isQuestion(OnCallLogEntry entry) {
    return entry.getSpec().source().question() != null;
  }

  private OnCallLogEntry only() {
    assertThat(questions()).hasSize(1);
    return questions().get(0);
  }

  private List<OnCallLogEntry> questions() {
    return scene.questions();
  }
}
