package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.api.SecretKeySpec;

/** Ways to be told, as a rotation has them. */
public final class Settings {

  private Settings() {}

  public static NotificationsSpec mailFrom(String address) {
    return new NotificationsSpec(new NotificationsSpec.Email(address), null, null, null);
  }

  /** With the token in Secret slack, key token. */
  public static NotificationsSpec slack(String channel, String userGroup) {
    return new NotificationsSpec(
        null,
        new NotificationsSpec.Slack(new SecretKeySpec("slack", "token"), channel, userGroup),
        null,
        null);
  }

  /** With the key in Secret hook, key key. */
  public static NotificationsSpec webhook(String url) {
    return new NotificationsSpec(
        null, null, new NotificationsSpec.Webhook(url, new SecretKeySpec("hook", "key")), null);
  }
}
