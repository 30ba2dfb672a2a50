package io.operatefirst.oncall.access.github;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.kohsuke.github.GHIOException;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** GitHub's limits: what is over them is said, and not waited for where others would wait too. */
final class Limits {

  /** Where GitHub does not say for how long, as it recommends. */
  private static final Duration USUAL = Duration.ofMinutes(1);

  private Limits() {}

  /** Too much was asked. Of the library's own kind: what is not, it hides in another one. */
  static final class Reached extends GHIOException {

    private static final long serialVersionUID = 1L;
    private final Duration pause;

    Reached(Duration pause) {
      this.pause = pause;
    }

    /** For how long nothing may be asked. */
    Duration pause() {
      return pause;
    }
  }

  /** So many requests an hour. */
  static final class Primary extends GitHubRateLimitHandler {

    private final Clock clock;

    Primary(Clock clock) {
      this.clock = clock;
    }

    @Override
    public void onError(GitHubConnectorResponse answer) throws IOException {
      throw new Reached(pause(answer, clock));
    }
  }

  /** So many at once. */
  static final class Secondary extends GitHubAbuseLimitHandler {

    private final Clock clock;

    Secondary(Clock clock) {
      this.clock = clock;
    }

    @Override
    public void onError(GitHubConnectorResponse answer) throws IOException {
      throw new Reached(pause(answer, clock));
    }
  }

  private static Duration pause(GitHubConnectorResponse answer, Clock clock) {
    String retryAfter = answer.header("Retry-After");
    if (retryAfter != null && retryAfter.strip().matches("[0-9]{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
    }
    String reset = answer.header("X-RateLimit-Reset");
    if ("0".equals(answer.header("X-RateLimit-Remaining"))
        && reset != null
        && reset.matches("[0-9]{1,12}")) {
      Instant until = Instant.ofEpochSecond(Long.parseLong(reset));
      return until.isAfter(clock.instant()) ? Duration.between(clock.instant(), until) : USUAL;
    }
    return USUAL;
  }
}
