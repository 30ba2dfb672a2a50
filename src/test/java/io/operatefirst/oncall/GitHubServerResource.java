package io.operatefirst.oncall;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** Gives the operator of a Quarkus test a GitHub, which is looked at each second. */
public final class GitHubServerResource implements QuarkusTestResourceLifecycleManager {

  private static GitHubServer running;
  private static GitHubRepository repository;
  private static Clock time = Clock.systemUTC();

  /** That of the running test. */
  public static GitHubServer running() {
    return running;
  }

  /**
   * An empty repository, where it is as late as for the operator.
   *
   * @param clock of the operator
   */
  public static GitHubRepository fresh(TestClock clock) {
    time = clock;
    running.forget();
    repository.clear();
    return repository;
  }

  @Override
  public Map<String, String> start() {
    repository = new GitHubRepository("operate-first/apps", new Late(), "alice-gh", "bob-gh");
    running = GitHubServer.start(repository);
    return Map.of("oncall.github.api-url", running.url(), "oncall.github.poll-interval", "500ms");
  }

  @Override
  public void stop() {
    running.close();
  }

  /** The operator's, which is made after this. */
  private static final class Late extends Clock {

    @Override
    public Instant instant() {
      return time.instant();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
