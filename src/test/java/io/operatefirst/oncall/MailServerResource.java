package io.operatefirst.oncall;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the operator of a Quarkus test a mail server. */
public final class MailServerResource implements QuarkusTestResourceLifecycleManager {

  private static MailServer running;

  /** That of the running test. */
  public static MailServer running() {
    return running;
  }

  @Override
  public Map<String, String> start() {
    running = MailServer.start();
    return running.settings();
  }

  @Override
  public void stop() {
    running.down();
  }
}
