package io.operatefirst.oncall.intake.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

  /** Another one beside the watch's next would take a part of what is said, unheard. */
  @Test
  void oneThatSlackRenewsEndsAndOpensNoOther() throws Exception {
    try (Connection connection = open()) {
      int asked = server.calls().size();
      server.socket().askForAnother();

      await().until(() -> !connection.isOpen());
      assertThat(server.calls()).hasSize(asked);
    }
    await().until(() -> server.socket().connections() == 0);
    assertThat(server.socket().everConnected()).isEqualTo(1);
  }

  @Test
  void nothingOfItIsLeft() throws Exception {
    for (int i = 0; i < 3; i++) {
      open().close();
    }
    await().until(() -> threads() == 0);
  }

  @Test
  void oneThatCannotBeOpenedIsSaid() {
    assertThatThrownBy(() -> open("ws://127.0.0.1:1/link"))
        .isInstanceOf(Connection.NotOpened.class);
    await().until(() -> threads() == 0);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("socket-mode-"))
        .count();
  }

  private Connection open() throws Exception {
    return open(server.socket().url());
  }

  private Connection open(String url) throws Exception {
    Slack slack = new SlackClient(server.url(), Duration.ofSeconds(20)).get();
    AppConfig config =
        AppConfig.builder().slack(slack).singleTeamBotToken(SlackServer.TOKEN).build();
    return Connection.open(slack, SlackServer.APP_TOKEN, url, new App(config));
  }
}
