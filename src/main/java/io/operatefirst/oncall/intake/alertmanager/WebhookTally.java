package io.operatefirst.oncall.intake.alertmanager;

/** Counts what the webhook answers. */
@FunctionalInterface
public interface WebhookTally {

  /** A request was answered. */
  void count(WebhookAnswer answer);
}
