package io.operatefirst.oncall.notify.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.OpenShift;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.notify.Duty;
import io.operatefirst.oncall.notify.Duty.Headline;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What all users of a cluster see on top of its console, on one that is OpenShift as far as that.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@TestProfile(BannersApiIT.OneNamespaceSeesAll.class)
class BannersApiIT {

  private static final String WIDE = "has-banners";
  private static final List<String> CONSOLE = List.of("consolenotifications");
  private static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");
  private static final Headline ALARM = new Headline(true, "Nobody is on call.");

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: %s
      spec:
        engineers:
        - {name: alice, displayName: Alice Example}
        - {name: bob}
        schedule: {timeZone: Europe/Prague, startDate: "2046-01-08"}
        order: {atEndOfList: Repeat}
        notifications: {console: %s}
      """;

  /** The administrator lets the rotations of one namespace speak to all. */
  public static final class OneNamespaceSeesAll implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("oncall.cluster-wide", WIDE);
    }
  }

  private final KubernetesClient client = ApiServer.running().client();
  @Inject KubernetesClient own;
  @Inject TestClock clock;

  private Scene scene;

  @BeforeEach
  void aMonday() {
    Scene.clear(client);
    clock.set(MONDAY);
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(WIDE).endMetadata().build())
        .createOr(NonDeletingOperation::update);
    OpenShift.define(ApiServer.running(), CONSOLE);
    // Another name for each test, so that none meets the log of another.
    scene = inNamespace(WIDE);
  }

  /** Other tests share the server, and are on a cluster that is no OpenShift. */
  @AfterEach
  void noConsole() {
    Scene.clear(client);
    OpenShift.undefine(ApiServer.running(), CONSOLE);
  }

  @Test
  void whileNobodyIsAvailableAllAreTold() {
    String away = "timeOff: [{from: \"2046-01-08\", to: \"2046-01-08\"}]}";
    scene.create(
        ROTATION.formatted(scene.name(), "{}").replaceAll("(alice.*|bob)}", "$1, " + away));

    awaitText(
        "On-call rotation %s in has-banners: nobody is on call until Tue 2046-01-09 09:00 CET.");
    assertThat(banner(scene).get().<Object>get("spec"))
        .isEqualTo(
            Map.of(
                "backgroundColor", "#b1380b",
                "color", "#ffffff",
                "location", "BannerTop",
                "text", text()));

    clock.set(Instant.parse("2046-01-09T09:00:00Z"));
    awaitCurrent("True", Conditions.CURRENT);
    awaitNone();
  }

  @Test
  void aCriticalProblemIsCountedUntilSomebodyHasTakenNote() {
    scene.create(ROTATION.formatted(scene.name(), "{}"));
    scene.awaitOnCall("alice", 1);
    scene.task(scene.name() + "-down", "summary: SECRET, severity: Critical");
    awaitText("On-call rotation %s in has-banners: One critical problem is not acknowledged.");
    scene.task(scene.name() + "-flood", "summary: SECRET, severity: Critical");
    scene.task(scene.name() + "-slow", "summary: SECRET, severity: Warning");
    awaitText("On-call rotation %s in has-banners: 2 critical problems are not acknowledged.");

    scene.patch(scene.name() + "-down", "{\"spec\":{\"acknowledgedBy\":\"alice\"}}");
    scene.patch(scene.name() + "-flood", "{\"spec\":{\"resolved\":true}}");

    awaitNone();
  }

  @Test
  void whereThatIsWantedItNamesWhoIsOnCallInCoverage() {
    scene.create(ROTATION.formatted(scene.name(), "{onCall: true}"));
    awaitText(
        "On-call rotation %s in has-banners: Alice Example is on call until Tue 2046-01-09 09:00 CET.");
    assertThat(banner(scene).get().<String>get("spec", "backgroundColor")).isEqualTo("#004d99");

    clock.set(Instant.parse("2046-01-08T18:00:00Z"));
    awaitNone();

    clock.set(Instant.parse("2046-01-09T09:00:00Z"));
    awaitText("On-call rotation %s in has-banners: bob is on call until Wed 2046-01-10 09:00 CET.");
  }

  @Test
  void eachRotationHasItsOwnWhichGoesWithIt() {
    Scene other = inNamespace(WIDE);
    for (Scene one : List.of(scene, other)) {
      one.create(ROTATION.formatted(one.name(), "{onCall: true}"));
    }
    for (Scene one : List.of(scene, other)) {
      await().until(() -> banner(one).get() != null);
    }

    scene.rotation().delete();
    awaitNone();
    assertThat(banner(other).get()).isNotNull();

    other.patch("{\"spec\":{\"notifications\":null}}");
    await().until(() -> banner(other).get() == null);
    other.awaitStatus(
        status ->
            assertThat(Conditions.find(status.conditions(), Conditions.BANNER_CURRENT)).isEmpty());
  }

  @Test
  void whatPeopleHaveMadeIsLeftAlone() {
    GenericKubernetesResource theirs = Banner.of(id(scene), new Headline(false, "Maintenance"));
    theirs.getMetadata().setLabels(Map.of());
    banners().resource(theirs).create();

    scene.create(ROTATION.formatted(scene.name(), "{onCall: true}"));

    assertThat(awaitCurrent("False", Conditions.NAME_TAKEN).getMessage())
        .contains("ConsoleNotification oncall.has-banners." + scene.name());
    scene.rotation().delete();
    assertThat(mine().tidy()).isEqualTo(new Outcome.Delivered());
    assertThat(text()).isEqualTo("Maintenance");
  }

  @Test
  void onlyThoseWhomTheAdministratorLetsSpeakToAll() {
    Scene elsewhere = inNamespace(ApiServer.running().newNamespace("no-banners"));
    elsewhere.create(ROTATION.formatted(elsewhere.name(), "{onCall: true}"));

    assertThat(
            elsewhere
                .awaitCondition(Conditions.BANNER_CURRENT, "False", Conditions.NOT_ALLOWED)
                .getMessage())
        .contains("oncall.cluster-wide")
        .contains("spec.notifications.console");
    assertThat(banner(elsewhere).get()).isNull();
  }

  @Test
  void aClusterWithoutAConsoleIsSaid() {
    OpenShift.undefine(ApiServer.running(), CONSOLE);
    scene.create(ROTATION.formatted(scene.name(), "{}"));
    assertThat(awaitCurrent("False", Conditions.NOT_INSTALLED).getMessage())
        .contains("Remove spec.notifications.console.");
    assertThat(mine().tidy()).isEqualTo(new Outcome.Delivered());

    OpenShift.define(ApiServer.running(), CONSOLE);
    scene.patch("{\"spec\":{\"notifications\":{\"console\":{\"onCall\":true}}}}");

    awaitCurrent("True", Conditions.CURRENT);
  }

  @Test
  void whatAnEarlierLeaderHasLeftIsTakenAwayAndWhatIsWantedStays() {
    scene.create(ROTATION.formatted(scene.name(), "{onCall: true}"));
    await().until(() -> banner(scene).get() != null);
    Scene without = inNamespace(WIDE);
    without.create(ROTATION.formatted(without.name(), "null"));
    Scene gone = inNamespace(WIDE);
    Scene notAllowed = inNamespace(ApiServer.running().newNamespace("no-banners"));
    notAllowed.create(ROTATION.formatted(notAllowed.name(), "{onCall: true}"));
    for (Scene one : List.of(without, gone, notAllowed)) {
      banners().resource(Banner.of(id(one), ALARM)).create();
    }

    assertThat(mine().tidy()).isEqualTo(new Outcome.Delivered());

    assertThat(banners().list().getItems())
        .extracting(banner -> banner.getMetadata().getName())
        .containsExactly(Banner.nameOf(id(scene)));
  }

  @Test
  void whatIsRightIsNotWrittenAndWhatSomebodyChangedIs() {
    Sender sender = sender();
    Duty alarm = new Duty(Optional.empty(), Optional.of(ALARM));
    assertThat(mine().show(sender, alarm)).isEqualTo(new Outcome.Delivered());
    String version = banner(scene).get().getMetadata().getResourceVersion();
    assertThat(mine().show(sender, alarm)).isEqualTo(new Outcome.Delivered());
    assertThat(banner(scene).get().getMetadata().getResourceVersion()).isEqualTo(version);

    banner(scene)
        .edit(
            banner -> {
              banner.<Map<String, Object>>get("spec").put("text", "Call Eve instead");
              return banner;
            });
    assertThat(mine().show(sender, alarm)).isEqualTo(new Outcome.Delivered());
    assertThat(text()).isEqualTo(ALARM.text());

    mine().show(sender, new Duty(Optional.empty(), Optional.empty()));
    assertThat(banner(scene).get()).isNull();
  }

  @Test
  void anOperatorWithoutTheRightSaysWhichOne() {
    try (KubernetesClient nobody =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(client.getConfiguration())
                    .withImpersonateUsername("nobody")
                    .build())
            .build()) {
      Banners banners = new Banners(nobody, WIDE::equals);
      assertThat(banners.show(sender(), new Duty(Optional.empty(), Optional.of(ALARM))))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Conditions.UNAUTHORIZED);
                assertThat(refused.message()).contains("consolenotifications");
              });
      assertThat(banners.tidy()).isInstanceOf(Outcome.Refused.class);
    }
  }

  private Banners mine() {
    return new Banners(own, WIDE::equals);
  }

  private Sender sender() {
    return new Sender(id(scene), NotificationsSpec.NONE);
  }

  private Scene inNamespace(String namespace) {
    return new Scene(
        client, namespace, "sre-" + Long.toString(System.nanoTime(), Character.MAX_RADIX));
  }

  private static ResourceID id(Scene of) {
    return new ResourceID(of.name(), of.namespace());
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      banners() {
    return client.genericKubernetesResources(Banner.KIND);
  }

  private Resource<GenericKubernetesResource> banner(Scene of) {
    return banners().withName(Banner.nameOf(id(of)));
  }

  private String text() {
    return banner(scene).get().get("spec", "text");
  }

  private void awaitText(String expected) {
    await().untilAsserted(() -> assertThat(text()).isEqualTo(expected.formatted(scene.name())));
  }

  private void awaitNone() {
    await().until(() -> banner(scene).get() == null);
  }

  private Condition awaitCurrent(String status, String reason) {
    return scene.awaitCondition(Conditions.BANNER_CURRENT, status, reason);
  }
}
