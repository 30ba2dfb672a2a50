package io.operatefirst.oncall;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
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
    Map<String, String> settings = new HashMap<>(running.settings());
    settings.putAll(running.imapSettings());
    return settings;
  }

  @Override
  public void stop() {
    running.down();
  }
}
