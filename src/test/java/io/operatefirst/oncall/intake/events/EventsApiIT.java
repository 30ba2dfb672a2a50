package io.operatefirst.oncall.intake.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Warning events of a real API server, and the entries that they become. */
@QuarkusTest
@TestProfile(EventsApiIT.OneNamespaceSeesAll.class)
@WithTestResource(ApiServerResource.class)
class EventsApiIT {

  private static final String WIDE = "oncall-sees-all";

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers: [{name: alice}, {name: bob}]
        order: {atEndOfList: Repeat}
        schedule:
          startDate: "%s"
          workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
          coverage: {from: "00:00", to: "24:00"}
        events: %s
      """;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject EventsIntake intake;

  private Instant now;
  private String namespace;
  private Warnings warnings;

  /** The administrator lets the rotations of one namespace see the events of all. */
  public static class OneNamespaceSeesAll implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("oncall.cluster-wide", WIDE);
    }
  }

  @BeforeEach
  void noonOfToday() {
    Scene.clear(client);
    now = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
    clock.set(now);
    namespace = ApiServer.running().newNamespace("events");
    warnings = new Warnings(client, namespace);
  }

  @Test
  void whatHappensOftenEnoughBecomesAnEntryAndNothingElseDoes() {
    // As it was while the operator did not run.
    warnings.write("long-ago", "BackOff", ago(Duration.ofHours(3)), ago(Duration.ofHours(2)), 50);
    warnings.write("a-minute-ago", "BackOff", ago(Duration.ofMinutes(5)), ago(minute(1)), 4);
    rotate(namespace, "{minCount: 3, window: 10m}");
    awaitEntries(namespace, "a-minute-ago");

    Event cart = warnings.write("cart-1", "BackOff", now, now, 2);
    warnings.write(
        Warnings.about(namespace, "all-is-well", "Pulled", now, now, 50).withType("Normal"));
    warnings.write(
        Warnings.about(namespace, "own", "NobodyAvailable", now, now, 50)
            .editInvolvedObject()
            .withApiVersion("oncall.operate-first.cloud/v1alpha1")
            .withKind("OnCallRotation")
            .endInvolvedObject());
    warnings.write("shop-1", "BackOff", now, now, 3);
    awaitEntries(namespace, "a-minute-ago", "shop-1");

    clock.advance(minute(2));
    warnings.rise(cart, clock.instant(), 3);
    awaitEntries(namespace, "a-minute-ago", "cart-1", "shop-1");

    OnCallLogEntry entry = entry(namespace, "cart-1");
    assertThat(entry.getSpec().type()).isEqualTo(OnCallLogEntrySpec.Type.EVENT);
    assertThat(entry.getSpec().severity()).isEqualTo(OnCallLogEntrySpec.Severity.WARNING);
    assertThat(entry.getSpec().summary())
        .isEqualTo(
            "BackOff of Pod %s/cart-1, 3 times: Back-off restarting failed container"
                .formatted(namespace));
    assertThat(entry.getSpec().source().event())
        .isEqualTo(new SourceSpec.Event("Pod", namespace, "cart-1", "BackOff"));
    assertThat(entry.getSpec().source().startsAt()).isEqualTo(now.toString());
    assertThat(entry.getStatus().onCall()).isEqualTo("alice");
    assertThat(entry.getStatus().firing()).isTrue();

    warnings.rise(cart, clock.instant(), 8);
    await("the count").until(() -> countOf("cart-1") == 8);
  }

  @Test
  void kindsAndReasonsAreAskedFor() {
    rotate(namespace, "{kinds: [Pod], reasons: [BackOff, Failed], minCount: 1}");
    warnings.write(
        Warnings.about(namespace, "set-1", "BackOff", now, now, 9)
            .editInvolvedObject()
            .withKind("ReplicaSet")
            .endInvolvedObject());
    warnings.write("probed", "Unhealthy", now, now, 9);
    warnings.write("failed", "Failed", now, now, 1);

    awaitEntries(namespace, "failed");
  }

  @Test
  void eventsOfTheNewFormAreCountedAsWell() {
    rotate(namespace, "{minCount: 4}");
    warnings.write(
        Warnings.about(namespace, "series", "FailedScheduling", now, now, 0)
            .withCount(null)
            .withFirstTimestamp(null)
            .withLastTimestamp(null)
            .withNewEventTime(micros(now.minusSeconds(60)))
            .withReportingComponent("default-scheduler")
            .withReportingInstance("scheduler-0")
            .withAction("Scheduling")
            .withNewSeries()
            .withCount(4)
            .withNewLastObservedTime(micros(now))
            .endSeries());

    awaitEntries(namespace, "series");
  }

  @Test
  void aRotationSeesItsOwnNamespaceWhateverItAsksFor() {
    String other = ApiServer.running().newNamespace("other");
    if (client.namespaces().withName(WIDE).get() == null) {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName(WIDE).endMetadata().build())
          .create();
    }
    rotate(namespace, "{namespaces: [%s, %s], minCount: 1}".formatted(namespace, other));
    rotate(WIDE, "{namespaces: [%s], minCount: 1}".formatted(other));
    new Warnings(client, other).write("theirs", "BackOff", now, now, 9);
    warnings.write("ours", "BackOff", now, now, 9);

    awaitEntries(WIDE, "theirs");
    awaitEntries(namespace, "ours");
    awaitCondition(WIDE, Conditions.CONNECTED);
    Condition condition = awaitCondition(namespace, Conditions.NOT_ALLOWED);
    assertThat(condition.getStatus()).isEqualTo("False");
    assertThat(condition.getMessage())
        .isEqualTo(
            "spec.events.namespaces: this rotation may not see the events of %s, only those of its"
                    .formatted(other)
                + " own namespace. Take them out, or ask the administrator to name %1$s in oncall.cluster-wide. Watched: %1$s."
                    .formatted(namespace));

    // The own namespace alone, for once and for all.
    rotation(namespace)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"events\":{\"namespaces\":null}}}");
    awaitCondition(namespace, Conditions.CONNECTED);
  }

  @Test
  void whatIsOverIsSaidToBeOverAndMayBeginAgain() {
    rotate(namespace, "{minCount: 2, window: 10m}");
    awaitCondition(namespace, Conditions.CONNECTED);
    Event cart = warnings.write("cart-1", "BackOff", now, now, 2);
    awaitEntries(namespace, "cart-1");

    clock.advance(minute(9));
    warnings.write("shop-1", "BackOff", clock.instant(), clock.instant(), 2);
    awaitEntries(namespace, "cart-1", "shop-1");
    assertThat(entry(namespace, "cart-1").getStatus().firing()).isTrue();

    clock.advance(minute(1));
    awaitFiring("cart-1", false);
    assertThat(entry(namespace, "shop-1").getStatus().firing()).isTrue();

    clock.advance(minute(30));
    warnings.rise(cart, clock.instant(), 3);
    clock.advance(minute(1));
    warnings.rise(cart, clock.instant(), 4);
    awaitFiring("cart-1", true);
    awaitEntries(namespace, "cart-1", "shop-1");
  }

  @Test
  void anIntakeThatIsTurnedOffWatchesNothing() {
    rotate(namespace, "{minCount: 1}");
    warnings.write("before", "BackOff", now, now, 1);
    awaitEntries(namespace, "before");
    assertThat(intake.watched()).contains(namespace);

    rotation(namespace)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"events\":null}}");

    await().until(() -> !intake.watched().contains(namespace));
  }

  @Test
  void aWatchThatBreaksLosesNothing() {
    rotate(namespace, "{minCount: 1}");
    awaitCondition(namespace, Conditions.CONNECTED);
    warnings.write("before", "BackOff", now, now, 1);
    awaitEntries(namespace, "before");

    intake.breakOff(namespace);
    warnings.write("meanwhile", "BackOff", now, now, 1);
    awaitEntries(namespace, "before", "meanwhile");

    intake.breakOff(namespace);
    warnings.write("again", "BackOff", now, now, 1);
    awaitEntries(namespace, "again", "before", "meanwhile");
  }

  private static Duration minute(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static String micros(Instant time) {
    return time.toString().replace("Z", ".000000Z");
  }

  private Instant ago(Duration time) {
    return now.minus(time);
  }

  private Resource<OnCallRotation> rotation(String in) {
    return client.resources(OnCallRotation.class).inNamespace(in).withName("sre");
  }

  private void rotate(String in, String events) {
    client
        .resource(ROTATION.formatted(now.toString().substring(0, 10), events))
        .inNamespace(in)
        .create();
  }

  /** The pods that there are entries about, when there are these and, a moment later, no others. */
  private void awaitEntries(String in, String... pods) {
    await("entries about " + List.of(pods))
        .during(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(entries(in))
                    .extracting(entry -> entry.getSpec().source().event().name())
                    .containsExactlyInAnyOrder(pods)
                    .allSatisfy(pod -> assertThat(entry(in, pod).getStatus()).isNotNull()));
  }

  private void awaitFiring(String pod, boolean firing) {
    await(pod + (firing ? " fires" : " does not fire"))
        .until(() -> entry(namespace, pod).getStatus().firing() == firing);
  }

  private Condition awaitCondition(String in, String reason) {
    return await("events are watched: " + reason)
        .until(
            () ->
                Optional.ofNullable(rotation(in).get().getStatus())
                    .flatMap(s -> Conditions.find(s.conditions(), Conditions.EVENTS_WATCHED)),
            found -> found.filter(c -> c.getReason().equals(reason)).isPresent())
        .orElseThrow();
  }

  private int countOf(String pod) {
    return entry(namespace, pod).getStatus().count();
  }

  private OnCallLogEntry entry(String in, String pod) {
    return entries(in).stream()
        .filter(entry -> entry.getSpec().source().event().name().equals(pod))
        .findFirst()
        .orElseThrow();
  }

  private List<OnCallLogEntry> entries(String in) {
    return client.resources(OnCallLogEntry.class).inNamespace(in).list().getItems().stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.EVENT)
        .toList();
  }
}
