package io.operatefirst.oncall.access.github;

import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.status.Conditions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.extras.okhttp3.OkHttpGitHubConnector;

/**
 * GitHub, by what a rotation has set for it: a token, or an app. Secrets are read each time, so
 * that one that is exchanged holds at once; what is made of them is kept only as long as they are
 * the same.
 */
public final class GitHubAccess {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration IDLE = Duration.ofHours(1);
  private static final String TOKEN_FIELD = "spec.questions.github.tokenSecret";
  private static final String KEY_FIELD = "spec.questions.github.app.privateKeySecret";

  /**
   * GitHub, for one owner of repositories.
   *
   * @param api to ask it by
   * @param login what GitHub calls the operator
   */
  public record Connection(GitHub api, String login) {}

  /** What is done there. */
  @FunctionalInterface
  public interface Work<T> {

    T by(Connection gitHub) throws IOException;
  }

  /**
   * What came of it.
   *
   * @param reason of the condition that says so
   * @param message what a person can do; nothing of a secret
   * @param pause how long GitHub asks to be left alone; zero where it does not
   */
  public record Failure(String reason, String message, Duration pause) {}

  private record Key(String namespace, QuestionsSpec.GitHub settings, String owner) {}

  /**
   * What was made of a secret.
   *
   * @param usedAt last, by a clock that only goes on
   */
  private record Known(String secret, Connection connection, long usedAt) {

    boolean isIdle(long now) {
      return now - usedAt > IDLE.toNanos();
    }
  }

  private final String url;
  private final Secrets secrets;
  private final Clock clock;
  private final OkHttpClient http;
  private final Map<Key, Known> known = new ConcurrentHashMap<>();

  /**
   * GitHub at a place.
   *
   * @param url such as {@code https://api.github.com}, as the administrator has set it
   */
  public GitHubAccess(String url, Secrets secrets, Clock clock) {
    this(url, secrets, clock, PATIENCE);
  }

  GitHubAccess(String url, Secrets secrets, Clock clock, Duration patience) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.secrets = secrets;
    this.clock = clock;
    this.http =
        new OkHttpClient.Builder()
            .callTimeout(patience)
            // Else the shorter of these ends a request in a way that the library tries again.
            .connectTimeout(patience)
            .readTimeout(patience)
            .retryOnConnectionFailure(false)
            .addInterceptor(new KnownAnswers())
            .build();
  }

  /**
   * Does something there; where it cannot be done, says what a person can do about it.
   *
   * @param repository such as {@code operate-first/apps}
   */
  public <T> T with(
      String namespace,
      QuestionsSpec.GitHub settings,
      String repository,
      Work<T> work,
      Function<Failure, T> failed) {
    return secrets.with(
        namespace,
        settings.app() == null ? settings.tokenSecret() : settings.app().privateKeySecret(),
        settings.app() == null ? TOKEN_FIELD : KEY_FIELD,
        secret -> {
          Key key = new Key(namespace, settings, ownerOf(repository));
          try {
            return work.by(connect(key, secret));
          } catch (NoKey e) {
            return failed.apply(invalidKey());
          } catch (IOException | GHException e) {
            known.remove(key);
            return failed.apply(failure(repository, settings, e));
          }
        },
        (reason, message) -> failed.apply(new Failure(reason, message, Duration.ZERO)));
  }

  private Connection connect(Key key, String secret) throws IOException {
    long now = System.nanoTime();
    // Of rotations that are gone nothing is kept.
    known.values().removeIf(one -> one.isIdle(now));
    Known last = known.get(key);
    Connection connection =
        last == null || !last.secret().equals(secret) ? fresh(key, secret) : last.connection();
    known.put(key, new Known(secret, connection, now));
    return connection;
  }

  private Connection fresh(Key key, String secret) throws IOException {
    return key.settings().app() == null
        ? byToken(secret)
        : asApp(key.settings().app(), secret, key.owner());
  }

  private Connection byToken(String token) throws IOException {
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new NoToken();
    }
    GitHub api = gitHub().withOAuthToken(token).build();
    return new Connection(api, api.getMyself().getLogin());
  }

  private Connection asApp(QuestionsSpec.App app, String pem, String owner) throws IOException {
    AppToken signed = new AppToken(app.id(), AppKey.read(pem).orElseThrow(NoKey::new), clock);
    GHApp self = gitHub().withAuthorizationProvider(signed).build().getApp();
    InstallationToken token = new InstallationToken(self, owner, clock);
    return new Connection(
        gitHub().withAuthorizationProvider(token).build(), self.getSlug() + "[bot]");
  }

  private GitHubBuilder gitHub() {
    return new GitHubBuilder()
        .withEndpoint(url)
        // Known answers are asked for again each time; an unchanged one costs nothing of the limit.
        .withConnector(new OnlyOnce(new OkHttpGitHubConnector(http)))
        .withRateLimitHandler(new Limits.Primary(clock))
        .withAbuseLimitHandler(new Limits.Secondary(clock));
  }

  private static String ownerOf(String repository) {
    return repository.substring(0, repository.indexOf('/'));
  }

  private static Failure failure(
      String repository, QuestionsSpec.GitHub settings, Exception thrown) {
    Throwable e = thrown;
    // Pages and streams hide what went wrong.
    while (e.getCause() instanceof IOException && !isAnswer(e)) {
      e = e.getCause();
    }
    if (e instanceof NoToken) {
      return new Failure(
          Conditions.SECRET_INVALID,
          "What %s refers to is no token: it has white space or other characters in it."
              .formatted(TOKEN_FIELD),
          Duration.ZERO);
    }
    if (e instanceof Limits.Reached limit) {
      return new Failure(
          Conditions.RATE_LIMITED,
          "GitHub asks for a pause: too much was asked of it. It is tried again then.",
          limit.pause());
    }
    int code =
        e instanceof HttpException answer
            ? answer.getResponseCode()
            : e instanceof GHFileNotFoundException ? 404 : 0;
    return switch (code) {
      case 401 -> new Failure(Conditions.UNAUTHORIZED, unauthorized(settings), Duration.ZERO);
      case 403, 404, 410 ->
          new Failure(
              Conditions.NOT_ALLOWED,
              "GitHub does not let the operator do its work in %s (%d). Look at its name in spec.questions.github.repositories, and at the permissions of %s: docs/questions-github.md has them."
                  .formatted(repository, code, settings.app() == null ? "the token" : "the app"),
              Duration.ZERO);
      default ->
          new Failure(
              Conditions.UNREACHABLE,
              "GitHub cannot be reached: %s. It is tried again."
                  .formatted(code > 0 ? "it answers " + code : e.getClass().getSimpleName()),
              Duration.ZERO);
    };
  }

  private static boolean isAnswer(Throwable e) {
    return e instanceof HttpException || e instanceof GHFileNotFoundException;
  }

  private static String unauthorized(QuestionsSpec.GitHub settings) {
    return settings.app() == null
        ? "GitHub does not take the token in %s. Put one there that has not ended, with the permissions of docs/questions-github.md."
            .formatted(TOKEN_FIELD)
        : "GitHub does not take the key in %s, or has no app %s that is installed there. Put the private key of that app there, as GitHub gives it."
            .formatted(KEY_FIELD, settings.app().id());
  }

  private static Failure invalidKey() {
    return new Failure(
        Conditions.SECRET_INVALID,
        "What %s refers to is no private key. Right would be the file that GitHub gives for the app (-----BEGIN RSA PRIVATE KEY-----)."
            .formatted(KEY_FIELD),
        Duration.ZERO);
  }

  private static final class NoKey extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class NoToken extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
