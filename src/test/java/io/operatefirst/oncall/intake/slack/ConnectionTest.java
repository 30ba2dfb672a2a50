package io.operatefirst.oncall.intake.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.access.slack.SlackClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connection to Slack, which its library opens in the background. */
class ConnectionTest {

  private final SlackServer server = SlackServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsOpenedIsOpen() throws Exception {
    try (Connection connection = open()) {
      assertThat(connection.isOpen()).isTrue();
    }
  }

  @Test
  void whatIsClosedAtOnceDoesNotOpenAfterwards() throws Exception {
    open().close();
    await().until(() -> server.socket().everConnected() == 1);
    await().until(() -> server.socket().connections() == 0);
  }

  private Connection open() throws Exception {
    Slack slack = new SlackClient(server.url(), Duration.ofSeconds(20)).get();
    AppConfig config =
        AppConfig.builder().slack(slack).singleTeamBotToken(SlackServer.TOKEN).build();
    return Connection.open(SlackServer.APP_TOKEN, new App(config));
  }
}
