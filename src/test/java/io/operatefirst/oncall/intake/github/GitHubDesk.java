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
import io.operatefirst.oncall.GitHubRepository;
import io.operatefirst.oncall.GitHubServer;
import io.operatefirst.oncall.GitHubServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ThrowingRunnable;

/** A repository that a rotation listens to, and what comes of it. */
final class GitHubDesk {

  static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");
  static final Instant AT_NIGHT = Instant.parse("2046-01-08T21:00:00Z");
  static final String QUESTION = "kind/question";

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

  private final KubernetesClient client;
  private final GitHubServer gitHub;
  private final GitHubRepository repository;
  private final Scene scene;

  private GitHubDesk(KubernetesClient client, TestClock clock, GitHubServer gitHub) {
    this.client = client;
    this.gitHub = gitHub;
    this.scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("github"), "sre");
    this.repository = GitHubServerResource.fresh(clock);
  }

  /** On a Monday, while alice is on call, and once the operator listens; alone in the cluster. */
  static GitHubDesk open(KubernetesClient client, TestClock clock, GitHubServer gitHub) {
    Scene.clear(client);
    clock.set(MONDAY);
    GitHubDesk desk = new GitHubDesk(client, clock, gitHub);
    client.resource(desk.secret(GitHubServer.TOKEN)).create();
    desk.scene.create(ROTATION.formatted(false));
    desk.scene.awaitOnCall("alice", 1);
    desk.awaitWatched("True", Conditions.CONNECTED);
    clock.advance(Duration.ofMinutes(1));
    return desk;
  }

  GitHubRepository repository() {
    return repository;
  }

  Scene scene() {
    return scene;
  }

  /** Two looks at the list of issues that have begun since. */
  void lookAgain() {
    long before = looks();
    await("another look").atMost(Duration.ofSeconds(20)).until(() -> looks() >= before + 3);
  }

  long looks() {
    return gitHub.calls().stream().filter(call -> call.contains("/apps/issues")).count();
  }

  void forgetReceipts() {
    questions()
        .forEach(
            entry ->
                client
                    .resource(entry)
                    .subresource("status")
                    .patch(
                        PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"notices\":null}}"));
  }

  List<?> receipts() {
    return Optional.ofNullable(only().getStatus().notices()).orElse(List.of());
  }

  Secret secret(String token) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("github")
        .withNamespace(scene.namespace())
        .endMetadata()
        .addToStringData("token", token)
        .build();
  }

  Condition awaitWatched(String status, String reason) {
    return scene.awaitCondition(Conditions.GITHUB_WATCHED, status, reason);
  }

  static void eventually(ThrowingRunnable asserted) {
    await()
        .atMost(Duration.ofSeconds(25))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(asserted);
  }

  /** What has an entry of its own. */
  List<String> asked() {
    return questions().stream()
        .filter(GitHubDesk::isQuestion)
        .map(entry -> entry.getSpec().summary())
        .toList();
  }

  static boolean isQuestion(OnCallLogEntry entry) {
    return entry.getSpec().source().question() != null;
  }

  OnCallLogEntry only() {
    assertThat(questions()).hasSize(1);
    return questions().get(0);
  }

  List<OnCallLogEntry> questions() {
    return scene.questions();
  }
}
