package io.operatefirst.oncall.intake.slack;

import static io.operatefirst.oncall.intake.slack.SlackDesk.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the connection to Slack fares: what was said while it was gone is not lost. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(SlackServerResource.class)
class SlackConnectionApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private final SlackServer slack = SlackServerResource.running();
  private SlackDesk desk;

  @BeforeEach
  void aMonday() {
    desk = SlackDesk.open(client, clock, slack);
  }

  @Test
  void whatWasSaidWhileNobodyListenedIsMadeUpFor() {
    String open = desk.asked("An open question");
    desk.call(open);
    eventually(() -> assertThat(desk.channels().said(open)).hasSize(2));
    slack.fail(SlackServer.error("internal_error"));
    desk.socket().drop();
    String missed = desk.channels().write("U0DAVE", "Did anybody hear this?", clock.instant());
    desk.channels().reply(open, "U0BOB", "Here I am", clock.instant());

    eventually(() -> assertThat(desk.channels().said(missed)).hasSize(1));
    eventually(() -> assertThat(desk.only().getSpec().acknowledgedBy()).isEqualTo("bob"));
    desk.awaitWatched("True", Conditions.CONNECTED);
    assertThat(desk.channels().said(open)).hasSize(2);
  }

  @Test
  void whereSlackAsksForPausesInTheMiddleItIsGoneOnWith() {
    desk.asked("Somebody listens");
    desk.socket().drop();
    List<String> missed =
        List.of(
            desk.channels().write("U0DAVE", "One", clock.instant()),
            desk.channels().write("U0DAVE", "Two", clock.instant()),
            desk.channels().write("U0DAVE", "Three", clock.instant()));
    for (int i = 0; i < 3; i++) {
      slack.failAt("chat.postMessage", SlackServer.http(429, Map.of("Retry-After", "1")));
    }

    missed.forEach(ts -> eventually(() -> assertThat(desk.channels().said(ts)).hasSize(1)));
    desk.awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void whereSlackRenewsTheConnectionThereIsAnother() {
    int connected = desk.socket().everConnected();
    desk.socket().askForAnother();

    eventually(() -> assertThat(desk.socket().everConnected()).isGreaterThan(connected));
    String ts = desk.asked("Still there?");
    assertThat(desk.channels().said(ts)).hasSize(1);
    eventually(() -> assertThat(desk.socket().connections()).isEqualTo(1));
  }

  @Test
  void whereItsSocketDoesNotOpenThatIsSaid() {
    slack.failAt("apps.connections.open", SlackServer.noSocket());
    desk.socket().drop();

    desk.awaitWatched("False", Conditions.UNREACHABLE);
    desk.awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void aTokenThatIsWrongIsSaidAndOneThatIsExchangedHolds() {
    // The connection itself holds on.
    slack.take("xoxb-2-secret");
    Condition condition = desk.awaitWatched("False", Conditions.UNAUTHORIZED);
    assertThat(condition.getMessage())
        .contains("spec.questions.slack (invalid_auth)")
        .doesNotContain("secret");

    client.resource(desk.secret("xoxb-2-secret")).update();

    desk.awaitWatched("True", Conditions.CONNECTED);
  }

  @Test
  void aPauseThatSlackAsksForIsKeptAndNothingIsLost() {
    String ts = desk.asked("A question");
    slack.fail(SlackServer.http(429, Map.of("Retry-After", "1")));
    String call = desk.call(ts);
    eventually(() -> assertThat(desk.socket().answer(call)).isPresent());
    assertThat(desk.questions()).isEmpty();
    desk.call(ts);

    eventually(() -> assertThat(desk.channels().said(ts)).hasSize(2));
    assertThat(desk.questions()).hasSize(1);
  }

  @Test
  void withoutTheBlockTheConnectionIsClosed() {
    desk.scene().patch("{\"spec\":{\"questions\":null}}");

    eventually(() -> assertThat(desk.socket().connections()).isZero());
    desk.scene()
        .awaitStatus(
            status ->
                assertThat(Conditions.find(status.conditions(), Conditions.SLACK_WATCHED))
                    .isEmpty());
  }
}
