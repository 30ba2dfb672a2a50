package io.operatefirst.oncall.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.GitHubRepository;
import io.operatefirst.oncall.GitHubRepository.Issue;
import io.operatefirst.oncall.GitHubServer;
import io.operatefirst.oncall.MailServer;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/**
 * The packaged operator, as its image starts it, listens at all places and is killed again and
 * again: each question is one entry, one assignment and one answer.
 */
@Execution(CONCURRENT)
class QuestionsAcrossKillsApiIT {

  private static final int KILLS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
        namespace: %s
      spec:
        engineers:
        - {name: alice, slack: U0ALICE, github: alice-gh}
        - {name: bob, slack: U0BOB, github: alice-gh}
        schedule:
          startDate: "%s"
          workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
          coverage: {from: "00:00", to: "24:00"}
        questions:
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
            username: kills
            passwordSecret: {name: places, key: mail}
            list: kills@example.org
            from: oncall@example.org
      """;

  private final Clock clock = Clock.systemUTC();
  private final GitHubRepository repository =
      new GitHubRepository("operate-first/apps", clock, "alice-gh");
  private final GitHubServer gitHub = GitHubServer.start(repository);
  private final SlackServer slack = SlackServer.start();
  private final MailServer mail = MailServer.start();
  @AutoClose private ApiServer server;
  private KubernetesClient client;
  private String namespace;
  private Replica replica;

  @BeforeEach
  void aRotationThatListens() throws IOException {
    slack.forget();
    server = ApiServer.another();
    client = server.client();
    namespace = server.newNamespaceWithSecrets("kills");
    mail.user("kills@example.org", "kills", "right");
    mail.user("eve@example.org", "eve", "any");
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("places")
                .withNamespace(namespace)
                .endMetadata()
                .addToStringData("slack", SlackServer.TOKEN)
                .addToStringData("app", SlackServer.APP_TOKEN)
                .addToStringData("github", GitHubServer.TOKEN)
                .addToStringData("mail", "right")
                .build())
        .create();
    client
        .resource(
            client
                .getKubernetesSerialization()
                .unmarshal(
                    ROTATION.formatted(
                        namespace,
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1),
                        mail.imapPort()),
                    GenericKubernetesResource.class))
        .create();
    Path kubeconfig = server.operatorKubeconfig();
    Path log = Path.of("target", "questions-replica.log");
    Files.deleteIfExists(log);
    replica =
        new Replica(kubeconfig, log.toFile())
            .with("JAVA_TOOL_OPTIONS", settings())
            .with("ONCALL_GITHUB_API_URL", gitHub.url())
            .with("ONCALL_GITHUB_POLL_INTERVAL", "1S")
            .with("ONCALL_SLACK_API_URL", slack.url())
            .start();
    awaitListening();
  }

  private String settings() {
    Map<String, String> all = new TreeMap<>(mail.settings());
    all.putAll(mail.imapSettings());
    return all.entrySet().stream()
        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
        .collect(joining(" "));
  }

  @AfterEach
  void stop() throws InterruptedException {
    replica.stop();
    gitHub.close();
    slack.close();
    mail.down();
  }

  @Test
  void eachQuestionIsOneEntryOneAssignmentAndOneAnswer()
      throws InterruptedException, MessagingException {
    long seed = new Random().nextLong();
    System.out.println("seed of the kills: " + seed);
    Random random = new Random(seed);
    List<Issue> issues = new ArrayList<>();
    List<String> threads = new ArrayList<>();
    for (int i = 0; i <= KILLS; i++) {
      issues.add(repository.open("octocat", "Issue " + i, "", "kind/question"));
      String ts = slack.channels().write("U0DAVE", "Thread " + i, clock.instant());
      slack.socket().message(ts, "U0DAVE", "Thread " + i);
      threads.add(ts);
      MailServer.put(mail.inbox("kills"), mail(i), clock.instant());
      if (i < KILLS) {
        replica.killAfter(Duration.ofMillis(3000 + random.nextInt(9000)));
      }
    }

    for (String ts : threads) {
      // Whoever presses while nobody listens presses again.
      await(ts)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                if (slack.channels().said(ts).size() == 1) {
                  slack.socket().press(ts, slack.url());
                }
                return slack.channels().said(ts).size() == 2;
              });
    }
    for (Issue issue : issues) {
      await("issue " + issue.number())
          .atMost(PATIENCE)
          .until(() -> issue.said().size() == 1 && issue.assignees().contains("alice-gh"));
    }
    await("mails").atMost(PATIENCE).until(() -> answered().size() == KILLS + 1);
    await("receipts").atMost(PATIENCE).until(this::allAreTold);

    assertThat(questions()).hasSize(3 * (KILLS + 1));
    assertThat(issues)
        .allSatisfy(
            issue -> {
              assertThat(issue.said()).hasSize(1);
              assertThat(issue.assignees()).containsExactly("alice-gh");
            });
    assertThat(gitHub.writes().stream().filter(call -> call.endsWith("/assignees")))
        .hasSize(KILLS + 1);
    assertThat(threads).allSatisfy(ts -> assertThat(slack.channels().said(ts)).hasSize(2));
    // Mail knows no way to look whether it is there: what comes twice is the same.
    assertThat(answered()).hasSize(KILLS + 1);
    System.out.printf(
        "mails twice: %d; peak memory %s%n", mail.arrivedFor("eve").size() - KILLS - 1, memory());
  }

  private String memory() {
    try {
      return replica.highestMemory() + " MiB";
    } catch (IOException e) {
      return "unknown";
    }
  }

  private List<String> answered() throws MessagingException {
    List<String> ids = new ArrayList<>();
    for (MimeMessage message : mail.arrivedFor("eve")) {
      ids.add(message.getMessageID());
    }
    return ids.stream().distinct().toList();
  }

  private boolean allAreTold() {
    return questions().size() == 3 * (KILLS + 1)
        && questions().stream()
            .allMatch(
                entry ->
                    entry.getStatus() != null
                        && entry.getStatus().notices() != null
                        && entry.getStatus().notices().stream()
                            .anyMatch(receipt -> receipt.notice().equals("Taken")));
  }

  private void awaitListening() {
    await("all places")
        .atMost(PATIENCE)
        .until(
            () -> {
              OnCallRotation rotation =
                  client
                      .resources(OnCallRotation.class)
                      .inNamespace(namespace)
                      .withName("sre")
                      .get();
              return rotation.getStatus() != null
                  && List.of(
                          Conditions.SLACK_WATCHED,
                          Conditions.GITHUB_WATCHED,
                          Conditions.MAIL_WATCHED)
                      .stream()
                      .allMatch(
                          type ->
                              Conditions.find(rotation.getStatus().conditions(), type)
                                  .filter(one -> one.getStatus().equals("True"))
                                  .isPresent());
            });
  }

  private List<OnCallLogEntry> questions() {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems().stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.QUESTION)
        .toList();
  }

  private static String mail(int number) {
    return """
        From: eve@example.org
        To: kills@example.org
        Subject: Mail %d
        Message-ID: <mail-%d@client>

        A question.
        """
        .formatted(number, number);
  }
}
