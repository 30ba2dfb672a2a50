package io.operatefirst.oncall.intake.alertmanager;

import static io.operatefirst.oncall.intake.alertmanager.AlertScene.SOME_POLLS;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.WATCHDOG;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.alert;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.entryOf;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.firing;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.alertmanager.RealAlertmanagers.Posted;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An Alertmanager that is gone, mute or not there ends nothing, doubles nothing, and is said. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(RealAlertmanagers.class)
class AlertmanagerOutageApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  RealAlertmanagers alertmanagers;
  private AlertScene scene;

  @BeforeEach
  void today() {
    scene = AlertScene.today(client, clock);
    alertmanagers.post(WATCHDOG);
  }

  @AfterEach
  void rotationsGo() {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
  }

  @Test
  void anAlertmanagerThatIsGoneEndsNothingAndDoublesNothing() {
    Posted alert = alert("Outage", "outage");
    alertmanagers.post(alert);
    scene.rotation("outage", "scene=outage");
    scene.awaitEntries(
        "outage", entries -> assertThat(entries).singleElement().satisfies(firing(true, 1)));
    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "outage",
        heard -> {
          assertThat(heard.getStatus()).isEqualTo("True");
          assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED);
        });

    alertmanagers.stopFirst();
    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "outage",
        heard -> {
          assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED);
          assertThat(heard.getMessage()).contains("1 of 2 replicas do not answer");
        });
    alertmanagers.postToSecond(alert("OnOneOnly", "outage"));
    scene.awaitEntries(
        "outage", entries -> assertThat(names(entries)).containsExactly("OnOneOnly", "Outage"));

    Map<String, String> versions = scene.versions("outage");
    alertmanagers.stopAll();
    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "outage",
        heard -> {
          assertThat(heard.getStatus()).isEqualTo("False");
          assertThat(heard.getReason()).isEqualTo(Conditions.UNREACHABLE);
          assertThat(heard.getMessage())
              .contains("Alertmanager platform has not answered since ")
              .contains("127.0.0.1:")
              .contains("nothing listens there");
        });
    await("nothing else changes")
        .during(SOME_POLLS)
        .until(() -> scene.versions("outage").equals(versions));

    alertmanagers.startAll();
    alertmanagers.post(WATCHDOG, alert);
    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "outage",
        heard -> assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED));
    scene.awaitEntries(
        "outage",
        entries -> {
          assertThat(names(entries)).containsExactly("OnOneOnly", "Outage");
          assertThat(entryOf(entries, "Outage")).satisfies(firing(true, 1));
          assertThat(entryOf(entries, "OnOneOnly")).satisfies(firing(false, 1));
        });
  }

  @Test
  void whereOneOfTwoIsLostTheOtherIsHeardAndNothingEnds() {
    Posted alert = alert("Half", "half");
    alertmanagers.post(alert);
    scene.create(RealAlertmanagers.WIDE_NAMESPACE, "half", "scene=half", "platform, lost");
    // Sees that it is over, since it asks nobody who is lost.
    scene.rotation("whole", "scene=half");
    scene.awaitEntries(
        "half", entries -> assertThat(entries).singleElement().satisfies(firing(true, 1)));
    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "half",
        heard -> {
          assertThat(heard.getReason()).isEqualTo(Conditions.UNREACHABLE);
          assertThat(heard.getMessage()).startsWith("Alertmanager lost has not answered since ");
        });

    alertmanagers.post(alert.ended(), alert("Other", "half"));
    scene.awaitEntries(
        "whole",
        entries -> {
          assertThat(names(entries)).containsExactly("Half", "Other");
          assertThat(entryOf(entries, "Half")).satisfies(firing(false, 1));
        });
    scene.awaitEntries(
        "half", entries -> assertThat(names(entries)).containsExactly("Half", "Other"));
    assertThat(entryOf(scene.entries("half"), "Half")).satisfies(firing(true, 1));
  }

  @Test
  void aWatchdogThatIsSilentIsSaidAndNeverLogged() {
    scene.rotation("dog", "alertname=Watchdog");
    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "dog",
        heard -> assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED));

    alertmanagers.post(WATCHDOG.ended());
    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "dog",
        heard -> {
          assertThat(heard.getStatus()).isEqualTo("False");
          assertThat(heard.getReason()).isEqualTo(Conditions.WATCHDOG_MISSING);
          assertThat(heard.getMessage()).startsWith("Alerts may not come through: ");
        });

    alertmanagers.post(WATCHDOG.again());
    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "dog",
        heard -> assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED));
    assertThat(scene.entries("dog")).isEmpty();
  }

  @Test
  void whoNamesAnAlertmanagerThatIsNotThereIsTold() {
    scene.create(RealAlertmanagers.WIDE_NAMESPACE, "typo", "scene=typo", "platfrom");
    scene.create(RealAlertmanagers.WIDE_NAMESPACE, "nobody", "scene=typo", "");

    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "typo",
        heard -> {
          assertThat(heard.getReason()).isEqualTo(Conditions.NOT_INSTALLED);
          assertThat(heard.getMessage())
              .startsWith(
                  "No Alertmanager is configured by the name platfrom; there is lost, platform.");
        });
    scene.awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "nobody",
        heard -> assertThat(heard.getMessage()).startsWith("No alerts are heard: "));
  }
}
