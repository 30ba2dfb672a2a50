package io.operatefirst.oncall.access.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.operatefirst.oncall.GitHubRepository;
import io.operatefirst.oncall.GitHubServer;
import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.access.github.GitHubAccess.Failure;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.api.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the operator is let into GitHub, and what its refusals mean. */
@EnableKubernetesMockClient(crud = true)
class GitHubAccessTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T09:00:00Z"), ZoneOffset.UTC);
  private static final String REPOSITORY = "operate-first/apps";
  private static final SecretKeySpec SECRET = new SecretKeySpec("github", "key");

  /** Of PKCS#8, before what it wraps: a key of 2048 bits. */
  private static final int HEADER = 26;

  KubernetesClient client;

  private final GitHubServer gitHub =
      GitHubServer.start(new GitHubRepository(REPOSITORY, CLOCK, "alice"));

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void byATokenItIsThatUser() {
    secret(GitHubServer.TOKEN + "\n");
    assertThat(login(byToken())).isEqualTo("oncall-bot");
  }

  @Test
  void asAnAppItIsTheBotOfThatNameWithTheKeyAsGitHubGivesIt() {
    KeyPair keys = keys();
    gitHub.install(keys.getPublic());
    byte[] pkcs8 = keys.getPrivate().getEncoded();
    secret(pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, HEADER, pkcs8.length)));

    assertThat(login(asApp())).isEqualTo("oncall[bot]");
    assertThat(gitHub.calls())
        .contains(
            "GET /app", "POST /app/installations/7/access_tokens", "GET /repos/operate-first/apps");
  }

  @Test
  void anotherFormOfTheKeyIsTakenToo() {
    KeyPair keys = keys();
    gitHub.install(keys.getPublic());
    secret(pem("PRIVATE KEY", keys.getPrivate().getEncoded()));

    assertThat(login(asApp())).isEqualTo("oncall[bot]");
  }

  @Test
  void aKeyThatIsNoneIsSaid() {
    secret("-----BEGIN RSA PRIVATE KEY-----\nnone\n-----END RSA PRIVATE KEY-----");
    assertThat(login(asApp()))
        .startsWith("SecretInvalid: What spec.questions.github.app.privateKeySecret refers to");
  }

  @Test
  void theKeyOfAnotherAppIsSaid() {
    gitHub.install(keys().getPublic());
    secret(pem("PRIVATE KEY", keys().getPrivate().getEncoded()));
    assertThat(login(asApp()))
        .startsWith("Unauthorized: GitHub does not take the key in")
        .contains("app 12345");
  }

  @Test
  void aTokenWithALineBreakInItIsSaidWithoutIt() {
    secret("ghp_one\nghp_two");
    assertThat(login(byToken())).startsWith("SecretInvalid:").doesNotContain("ghp_");
  }

  @Test
  void theTimeUntilMoreMayBeAskedIsWhatGitHubSays() {
    secret(GitHubServer.TOKEN);
    String reset = String.valueOf(CLOCK.instant().plusSeconds(600).getEpochSecond());
    Map<String, String> used =
        Map.of(
            "X-RateLimit-Limit", "5000", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset);
    assertThat(failureOf(GitHubServer.http(403, used)))
        .extracting(Failure::reason, Failure::pause)
        .containsExactly("RateLimited", Duration.ofMinutes(10));
    assertThat(failureOf(GitHubServer.http(403, Map.of("Retry-After", "30"))))
        .extracting(Failure::reason, Failure::pause)
        .containsExactly("RateLimited", Duration.ofSeconds(30));
  }

  @Test
  void aCommentThatHasNoAnswerIsNotSentAgain() {
    secret(GitHubServer.TOKEN);
    int issue = gitHub.repository().open("octocat", "A question", "").number();
    Failure failure =
        access()
            .with(
                "default",
                byToken(),
                REPOSITORY,
                connection -> {
                  var found = connection.api().getRepository(REPOSITORY).getIssue(issue);
                  gitHub.fail(GitHubServer.reset());
                  found.comment("once");
                  return null;
                },
                failed -> failed);

    assertThat(failure.reason()).isEqualTo("Unreachable");
    assertThat(gitHub.writes()).hasSize(1);
  }

  private Failure failureOf(GitHubServer.Fault fault) {
    return access()
        .with(
            "default",
            byToken(),
            REPOSITORY,
            connection -> {
              gitHub.fail(fault);
              connection.api().getRepository(REPOSITORY);
              return null;
            },
            failed -> failed);
  }

  private String login(QuestionsSpec.GitHub settings) {
    return access()
        .with(
            "default",
            settings,
            REPOSITORY,
            connection -> {
              connection.api().getRepository(REPOSITORY);
              return connection.login();
            },
            failed -> failed.reason() + ": " + failed.message());
  }

  private GitHubAccess access() {
    return new GitHubAccess(gitHub.url(), new Secrets(client), CLOCK);
  }

  private static QuestionsSpec.GitHub byToken() {
    return new QuestionsSpec.GitHub(SECRET, null, List.of(REPOSITORY), List.of(), false);
  }

  private static QuestionsSpec.GitHub asApp() {
    return new QuestionsSpec.GitHub(
        null, new QuestionsSpec.App("12345", SECRET), List.of(REPOSITORY), List.of(), false);
  }

  private void secret(String value) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("github")
                .withNamespace("default")
                .endMetadata()
                .addToData(
                    "key",
                    Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                .build())
        .create();
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), kind);
  }
}
