package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.access.Credentials;
import io.operatefirst.oncall.access.ReviewingServer;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.status.ReportedConditions;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the webhook answers where the cluster is not as it should be; the rest has an API server.
 */
class AlertWebhookTest {

  private final ReviewingServer server = new ReviewingServer();
  private final List<WebhookAnswer> answers = new ArrayList<>();
  private final AlertWebhook webhook =
      new AlertWebhook(
          new Credentials(server.client),
          () -> true,
          new LogBook(
              server.client,
              Clock.systemUTC(),
              null,
              new ReportedConditions(),
              (kind, outcome) -> {},
              Runnable::run),
          new Sight(Set.of()),
          new ReportedConditions(),
          answers::add,
          Duration.ofSeconds(1));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void nothingIsTakenBeforeTheLogIsKnown() {
    assertComesAgain(push(), "the log is not known here yet");
    assertThat(answers).containsExactly(WebhookAnswer.NOT_READY);
  }

  @Test
  void anApiServerThatCannotBeAskedIsNoFaultOfTheToken() {
    server.works = false;
    assertComesAgain(push(), "the API server cannot be asked about the token now");
    server.stop();
    assertComesAgain(push(), "the API server cannot be asked about the token now");
    assertThat(answers).containsExactly(WebhookAnswer.NOT_STORED, WebhookAnswer.NOT_STORED);
  }

  /** The page lists every answer, and no other. */
  @Test
  void theDocumentationListsEveryAnswer() throws IOException {
    assertThat(
            Files.readAllLines(Path.of("docs", "webhook.md")).stream()
                .filter(line -> line.matches("\\| [2-5]\\d\\d \\| `.*"))
                .map(line -> line.replaceAll("^\\| (\\d+) \\| `([a-z-]+)` .*", "$1 $2")))
        .containsExactlyElementsOf(
            Arrays.stream(WebhookAnswer.values())
                .map(answer -> answer.status() + " " + answer.label())
                .toList());
  }

  private Response push() {
    HttpHeaders headers =
        (HttpHeaders)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> List.of("Bearer " + ReviewingServer.KNOWN));
    return webhook.push("team", "sre", headers, InputStream.nullInputStream());
  }

  private static void assertComesAgain(Response answer, String reason) {
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
    assertThat(answer.getHeaderString("Connection")).isEqualTo("close");
    assertThat(answer.getEntity()).isEqualTo("{\"error\":\"" + reason + "\"}");
  }
}
