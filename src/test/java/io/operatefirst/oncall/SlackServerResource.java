package io.operatefirst.oncall;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the operator of a Quarkus test a Slack. */
public final class SlackServerResource implements QuarkusTestResourceLifecycleManager {

  private static SlackServer running;

  /** That of the running test. */
  public static SlackServer running() {
    return running;
  }

  @Override
  public Map<String, String> start() {
    running = SlackServer.start();
    return running.settings();
  }

  @Override
  public void stop() {
    running.close();
  }
}
