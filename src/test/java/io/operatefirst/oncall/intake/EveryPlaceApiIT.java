package io.operatefirst.oncall.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.GitHubRepository;
import io.operatefirst.oncall.GitHubServer;
import io.operatefirst.oncall.GitHubServerResource;
import io.operatefirst.oncall.LoggedLines;
import io.operatefirst.oncall.MailServer;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One rotation listens at all places at once, and keeps what it hears there to itself. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(SlackServerResource.class)
@WithTestResource(GitHubServerResource.class)
@WithTestResource(MailServerResource.class)
class EveryPlaceApiIT {

  private static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");
  private static final String BODY = "canaryinthebody";
  private static final String PASSWORD = "canarypassword";

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers:
        - {name: alice, slack: U0ALICE, github: alice-gh, email: alice@example.org}
        - {name: bob, slack: U0BOB, github: bob-gh, email: bob@example.org}
        schedule: {timeZone: Europe/Prague, startDate: "2046-01-08"}
        order: {atEndOfList: Repeat}
        questions:
          excerpt: 12
          slack:
            tokenSecret: {name: places, key: slack}
            appTokenSecret: {name: places, key: app}
            channels: [C0SUPPORT]
          github:
            tokenSecret: {name: places, key: github}
            repositories: [operate-first/apps]
            labels: [kind/question]
          mail:
            host: localhost
            port: %d
            username: everyplace
            passwordSecret: {name: places, key: mail}
            list: everyplace@example.org
            from: oncall@example.org
      """;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private final SlackServer slack = SlackServerResource.running();
  private final MailServer mail = MailServerResource.running();
  private GitHubRepository repository;
  private Scene scene;
  private LoggedLines log;

  @BeforeEach
  void aMonday() {
    Scene.clear(client);
    clock.set(MONDAY);
    slack.forget();
    repository = GitHubServerResource.fresh(clock);
    mail.user("everyplace@example.org", "everyplace", PASSWORD);
    scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("places"), "sre");
    log = new LoggedLines();
  }

  @AfterEach
  void nobodyListens() {
    log.close();
    Scene.clear(client);
  }

  @Test
  void eachQuestionIsOneEntryAndNothingOfItsBodyIsTold() {
    client.resource(secrets(SlackServer.TOKEN, GitHubServer.TOKEN, PASSWORD)).create();
    scene.create(ROTATION.formatted(mail.imapPort()));
    Stream.of(Conditions.SLACK_WATCHED, Conditions.GITHUB_WATCHED, Conditions.MAIL_WATCHED)
        .forEach(type -> awaitCondition(type, "True", Conditions.CONNECTED));
    clock.advance(Duration.ofMinutes(1));

    String ts = slack.channels().write("U0DAVE", "Slack here: " + BODY, clock.instant());
    slack.socket().message(ts, "U0DAVE", "Slack here: " + BODY);
    repository.open("octocat", "GitHub here: " + BODY, BODY, "kind/question");
    MailServer.put(mail.inbox("everyplace"), mail(), clock.instant());
    eventually(() -> assertThat(slack.channels().said(ts)).hasSize(1));
    slack.socket().press(ts, slack.url());

    eventually(() -> assertThat(questions()).hasSize(3));
    assertThat(questions())
        .extracting(entry -> entry.getSpec().source().question().place())
        .containsExactlyInAnyOrder(Place.values());
    eventually(
        () ->
            assertThat(questions())
                .allSatisfy(
                    entry ->
                        assertThat(entry.getStatus().notices())
                            .anySatisfy(
                                receipt -> assertThat(receipt.notice()).isEqualTo("Taken"))));
    // A handover tells what is open, and a place that is in trouble is told of.
    clock.set(MONDAY.plus(Duration.ofDays(1)));
    scene.awaitOnCall("bob", 2);
    slack.socket().drop();
    mail.down();
    awaitCondition(Conditions.MAIL_WATCHED, "False", Conditions.UNREACHABLE);
    mail.up();

    assertThat(everything()).noneMatch(one -> one.contains(BODY));
    assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(BODY));
    nothingOfASecretIsTold();
  }

  @Test
  void whatIsWrongWithATokenIsSaidWithTheRemedyAndNothingOfIt() {
    client.resource(secrets("xoxb-canarytoken", "ghp_canarytoken", "canarywrong")).create();
    scene.create(ROTATION.formatted(mail.imapPort()));

    assertThat(awaitCondition(Conditions.SLACK_WATCHED, "False", Conditions.UNAUTHORIZED))
        .contains("spec.questions.slack")
        .contains("docs/questions-slack.md");
    assertThat(awaitCondition(Conditions.GITHUB_WATCHED, "False", Conditions.UNAUTHORIZED))
        .contains("spec.questions.github.tokenSecret")
        .contains("docs/questions-github.md");
    assertThat(awaitCondition(Conditions.MAIL_WATCHED, "False", Conditions.UNAUTHORIZED))
        .contains("key mail");
    nothingOfASecretIsTold();
    // Who is on call is told all the same.
    scene.awaitOnCall("alice", 1);
  }

  private void nothingOfASecretIsTold() {
    List<String> secrets =
        List.of(
            SlackServer.TOKEN,
            SlackServer.APP_TOKEN,
            GitHubServer.TOKEN,
            PASSWORD,
            "canarytoken",
            "canarywrong");
    assertThat(everything()).noneMatch(one -> secrets.stream().anyMatch(one::contains));
    assertThat(log.lines()).noneMatch(line -> secrets.stream().anyMatch(line::contains));
  }

  /** All that there is of it in the cluster, but for the Secret. */
  private List<String> everything() {
    return Stream.of(
            Stream.of(scene.rotation().get()),
            client
                .resources(OnCallLogEntry.class)
                .inNamespace(scene.namespace())
                .list()
                .getItems()
                .stream(),
            client.v1().events().inNamespace(scene.namespace()).list().getItems().stream())
        .flatMap(all -> all)
        .map(client.getKubernetesSerialization()::asYaml)
        .toList();
  }

  private Secret secrets(String slackToken, String gitHubToken, String password) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("places")
        .withNamespace(scene.namespace())
        .endMetadata()
        .addToStringData("slack", slackToken)
        .addToStringData("app", SlackServer.APP_TOKEN)
        .addToStringData("github", gitHubToken)
        .addToStringData("mail", password)
        .build();
  }

  private String awaitCondition(String type, String status, String reason) {
    return scene.awaitCondition(type, status, reason).getMessage();
  }

  private static void eventually(ThrowingRunnable asserted) {
    await().pollInterval(Duration.ofMillis(100)).untilAsserted(asserted);
  }

  private List<OnCallLogEntry> questions() {
    return scene.questions();
  }

  private static String mail() {
    return """
        From: eve@example.org
        To: everyplace@example.org
        Subject: Mail here: %s
        Message-ID: <canary@client>

        %s
        """
        .formatted(BODY, BODY);
  }
}
