package io.operatefirst.oncall.access.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import java.time.Duration;

/**
 * Slack's client, made for the first who needs it: most have no Slack, and it brings threads of its
 * own.
 */
public final class SlackClient {

  private final String url;
  private final Duration patience;
  private Slack slack;

  /**
   * @param url of the Web API, such as {@code https://slack.com/api/}
   * @param patience how long a call may take
   */
  public SlackClient(String url, Duration patience) {
    this.url = url.endsWith("/") ? url : url + "/";
    this.patience = patience;
  }

  /** The client, the same for all who ask. */
  public synchronized Slack get() {
    if (slack == null) {
      SlackConfig config = new SlackConfig();
      config.setMethodsEndpointUrlPrefix(url);
      config.setHttpClientCallTimeoutMillis((int) patience.toMillis());
      config.setStatsEnabled(false);
      slack = Slack.getInstance(config);
    }
    return slack;
  }
}
