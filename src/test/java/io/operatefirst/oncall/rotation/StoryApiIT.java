package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.preview.CommandLineInterface;
import io.operatefirst.oncall.schedule.Cadence;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.WorkCalendar;
import io.operatefirst.oncall.schedule.check.Judgement;
import io.operatefirst.oncall.schedule.check.Look;
import io.operatefirst.oncall.schedule.check.Person;
import io.operatefirst.oncall.schedule.check.ScheduleChecker;
import io.operatefirst.oncall.schedule.check.Spec;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * What happens in the life of a team, minute by minute: the status, what it had foretold, the
 * preview and the overrides' own status name the same person.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class StoryApiIT {

  /** Four engineers in the order of their names; after the day on which this is run. */
  private static final String TEAM =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers: [{name: alice}, {name: bob}, {name: carol}, {name: dave}]
        schedule: {startDate: "2046-01-08"}
        order: {atEndOfList: Repeat}
      """;

  private static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Scene scene;
  private Optional<OnCallRotationStatus> foretold = Optional.empty();
  private final List<Look> looks = new ArrayList<>();
  private final Map<Instant, Optional<String>> asked = new LinkedHashMap<>();

  @BeforeEach
  void onTheFirstDay() {
    Scene.clear(client);
    clock.set(MONDAY);
    scene = new Scene(client, ApiServer.running().newNamespace("story"), "sre").create(TEAM);
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void lifeHappens() throws IOException {
    ask("08T09:00", "alice");

    // A swap: bob has Monday next week, alice Tuesday.
    override(
        "a-swap",
        "engineer: bob, for: alice, from: '2046-01-12', to: '2046-01-12',"
            + " swapWith: {from: '2046-01-15', to: '2046-01-15'}");
    awaitPhase("a-swap", OnCallOverrideStatus.Phase.SCHEDULED);
    ask("08T17:00", "alice");

    // A cover over midnight, and one of that cover.
    override(
        "b-night",
        "engineer: carol, for: bob," + " from: '2046-01-09T20:00:00Z', to: '2046-01-10T06:00:00Z'");
    override(
        "c-late",
        "engineer: dave, for: carol,"
            + " from: '2046-01-09T23:30:00Z', to: '2046-01-10T00:30:00Z'");
    awaitPhase("c-late", OnCallOverrideStatus.Phase.SCHEDULED);
    ask("09T09:00", "bob");
    ask("09T19:59", "bob");
    ask("09T20:00", "carol");
    awaitPhase("b-night", OnCallOverrideStatus.Phase.ACTIVE);
    assertThat(scene.status().scheduled()).isEqualTo("bob");
    ask("09T23:30", "dave");
    ask("10T00:29", "dave");
    ask("10T00:30", "carol");
    awaitPhase("c-late", OnCallOverrideStatus.Phase.ENDED);
    ask("10T06:00", "bob");
    ask("10T09:00", "carol");
    assertThat(scene.entry(3).get().getSpec().handover().covers())
        .extracting(cover -> cover.engineer() + " " + cover.start())
        .containsExactly(
            "carol 2046-01-09T20:00:00Z",
            "dave 2046-01-09T23:30:00Z",
            "carol 2046-01-10T00:30:00Z");

    // Somebody leaves the list while an override names them.
    at("10T09:30");
    override("d-leaver", "engineer: dave, for: carol, from: '2046-01-10', to: '2046-01-10'");
    ask("10T12:00", "dave");
    at("10T12:01");
    edit(
        "{\"spec\":{\"engineers\":[{\"name\":\"alice\"},{\"name\":\"bob\"},{\"name\":\"carol\"}]}}");
    ask("10T12:02", "carol");
    awaitPhase("d-leaver", OnCallOverrideStatus.Phase.REJECTED);
    assertThat(reason("d-leaver", Conditions.ACCEPTED)).isEqualTo(Conditions.UNKNOWN_ENGINEER);

    // Time off during the shift changes nothing in it, an override does.
    edit(
        "{\"spec\":{\"engineers\":[{\"name\":\"alice\"},{\"name\":\"bob\"},{\"name\":\"carol\","
            + "\"timeOff\":[{\"from\":\"2046-01-10\",\"to\":\"2046-01-10\"}]}]}}");
    ask("10T14:00", "carol");
    override("e-ill", "engineer: alice, from: '2046-01-10T15:00:00Z', to: '2046-01-11T09:00:00Z'");
    ask("10T15:00", "alice");
    ask("10T15:30", "alice");
    at("10T15:31");
    // A cover that is no longer needed is deleted.
    client
        .resources(OnCallOverride.class)
        .inNamespace(scene.namespace())
        .withName("e-ill")
        .delete();
    scene.awaitOnCall("carol", 3);
    look();
    ask("10T16:00", "carol");

    // The next cycle begins, with alice; Friday becomes a holiday on Thursday.
    ask("11T09:00", "alice");
    assertThat(scene.entry(4).get().getSpec().handover().covers())
        .extracting(cover -> cover.engineer() + " " + cover.start() + " " + cover.end())
        .containsExactly(
            "dave 2046-01-10T09:30:00Z 2046-01-10T12:01:00Z",
            "alice 2046-01-10T15:00:00Z 2046-01-10T15:31:00Z");
    edit("{\"spec\":{\"schedule\":{\"holidays\":{\"add\":[\"2046-01-12\"]}}}}");
    ask("12T09:00", "alice");
    ask("14T12:00", "alice");
    // The swap's first half has lost its day; on Monday bob is on duty, and alice swaps with him.
    ask("15T09:00", "alice");
    assertThat(scene.status().scheduled()).isEqualTo("bob");
    awaitPhase("a-swap", OnCallOverrideStatus.Phase.ACTIVE);

    // Weekly from now on: Monday's shift ends at the next boundary, a week later.
    edit("{\"spec\":{\"schedule\":{\"cadence\":\"Weekly\"}}}");
    ask("17T12:00", "alice");
    ask("22T09:00", "carol");

    // A pause.
    at("22T10:00");
    edit("{\"spec\":{\"suspend\":true}}");
    scene.awaitReady(Conditions.SUSPENDED);
    ask("24T12:00", null);
    at("24T13:00");
    edit("{\"spec\":{\"suspend\":false}}");
    ask("24T13:00", "carol");

    Judgement judgement = ScheduleChecker.judge(looks);
    assertThat(judgement.violations()).isEmpty();
    asked.forEach(
        (at, expected) ->
            assertThat(judgement.book().onCallAt(at))
                .as("by the log, at " + at)
                .isEqualTo(expected));
  }

  /** What the checker is given: the spec and the overrides as they are now, and the new entries. */
  private void look() {
    OnCallRotation rotation = scene.rotation().get();
    Clock now = Clock.fixed(clock.instant(), ZoneOffset.UTC);
    KubernetesSerialization serialization = client.getKubernetesSerialization();
    RosterReader rosters = new RosterReader(serialization, new JollydayHolidays(), now);
    Roster roster =
        new OverrideReader(serialization)
            .agreed(((Reading.Valid) rosters.read(rotation, true)).roster(), overrides());
    List<Handover> committed =
        scene.entries().stream()
            .map(entry -> HandoverEntries.read(entry.getSpec().handover()))
            .skip(looks.stream().mapToInt(look -> look.committed().size()).sum())
            .toList();
    looks.add(new Look(clock.instant(), spec(roster), roster.covers().agreed(), committed));
  }

  private static Spec spec(Roster roster) {
    WorkCalendar calendar = roster.calendar();
    return new Spec(
        roster.engineers().values().stream()
            .map(
                engineer ->
                    new Person(
                        engineer.name(),
                        engineer.timeOff().stream()
                            .flatMap(off -> off.from().datesUntil(off.to().plusDays(1)))
                            .collect(toSet())))
            .toList(),
        roster.handovers().cadence() == Cadence.WEEKLY,
        roster.handovers().time(),
        roster.handovers().weekBegins(),
        calendar.clock().zone(),
        calendar.workingDays(),
        calendar.coverage().from(),
        calendar.coverage().to(),
        calendar.added(),
        false,
        roster.order().seed(),
        roster.order().minimumRest(),
        roster.order().done(),
        roster.startDate(),
        roster.suspended());
  }

  /** Moves the clock before somebody changes something, so that each minute has one answer. */
  private Instant at(String time) {
    Instant at = Instant.parse("2046-01-" + time + ":00Z");
    clock.set(at);
    return at;
  }

  /** On all surfaces. */
  private void ask(String time, String expected) throws IOException {
    Instant at = at(time);
    scene.awaitStatus(
        status -> {
          assertThat(status.onCall()).as("on call at " + at).isEqualTo(expected);
          // Where the same person goes on, only the shift tells that the operator has looked.
          if (status.shift() != null) {
            assertThat(at).isAfterOrEqualTo(status.shift().start()).isBefore(status.shift().end());
          }
        });
    foretold
        .flatMap(status -> upcomingAt(status, at))
        .ifPresent(name -> assertThat(name).as("foretold for " + at).isEqualTo(expected));
    assertThat(previewAt(at)).as("preview of " + at).isEqualTo(expected);
    OnCallRotationStatus status = scene.status();
    boolean covered = !Objects.equals(status.scheduled(), status.onCall());
    assertThat(activeEngineers(at).anyMatch(name -> name.equals(expected)))
        .as("an override is active at " + at)
        .isEqualTo(covered);
    foretold = Optional.of(status);
    asked.put(at, Optional.ofNullable(expected));
    look();
  }

  /** What a status had said of a later time; empty where it did not look so far ahead. */
  private static Optional<String> upcomingAt(OnCallRotationStatus status, Instant at) {
    return status.upcoming().stream()
        .filter(
            stint ->
                !Instant.parse(stint.start()).isAfter(at) && Instant.parse(stint.end()).isAfter(at))
        .findFirst()
        .map(OnCallRotationStatus.UpcomingShift::engineer);
  }

  private Stream<String> activeEngineers(Instant at) {
    return overrides().stream()
        .map(OnCallOverride::getStatus)
        .filter(Objects::nonNull)
        .filter(status -> status.phase() == OnCallOverrideStatus.Phase.ACTIVE)
        .flatMap(status -> status.covers().stream())
        .filter(
            cover ->
                !Instant.parse(cover.start()).isAfter(at) && Instant.parse(cover.end()).isAfter(at))
        .map(cover -> cover.engineer());
  }

  /** Of the command line, from files that hold what oc get -o yaml prints. */
  private String previewAt(Instant at) throws IOException {
    OnCallRotation rotation = scene.rotation().get();
    if (rotation.getSpec().suspend()) {
      return null;
    }
    List<HasMetadata> state = new ArrayList<>(scene.entries());
    state.addAll(overrides());
    String date = at.toString().substring(0, 10);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = CommandLineInterface.commands(Clock.fixed(at, ZoneOffset.UTC));
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit =
        command.execute(
            "preview",
            "-f",
            write("rotation.yaml", rotation),
            "--state",
            write("state.yaml", Map.of("items", state)),
            "--from",
            date,
            "--to",
            date,
            "-o",
            "json");
    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    JsonNode shifts = new ObjectMapper().readTree(out.toString()).get("shifts");
    return StreamSupport.stream(shifts.spliterator(), false)
        .filter(
            shift ->
                !Instant.parse(shift.get("start").asText()).isAfter(at)
                    && Instant.parse(shift.get("end").asText()).isAfter(at))
        .findFirst()
        .map(shift -> shift.get("engineer").textValue())
        .orElseThrow(() -> new AssertionError("no shift at " + at + " in " + out));
  }

  private String write(String name, Object resource) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "story"));
    return Files.writeString(
            folder.resolve(name), client.getKubernetesSerialization().asYaml(resource))
        .toString();
  }

  private void override(String name, String spec) {
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata:
          name: %s
        spec: {rotation: sre, %s}
        """
            .formatted(name, spec));
    foretold = Optional.empty();
    await(name).until(() -> find(name).getStatus() != null);
    look();
  }

  /** What was foretold before somebody changed the rotation does not count. */
  private void edit(String json) {
    long generation = scene.rotation().get().getMetadata().getGeneration();
    scene.patch(json);
    scene.awaitStatus(status -> assertThat(status.observedGeneration()).isGreaterThan(generation));
    foretold = Optional.empty();
    look();
  }

  private List<OnCallOverride> overrides() {
    return client.resources(OnCallOverride.class).inNamespace(scene.namespace()).list().getItems();
  }

  private OnCallOverride find(String name) {
    return client
        .resources(OnCallOverride.class)
        .inNamespace(scene.namespace())
        .withName(name)
        .get();
  }

  private String reason(String name, String type) {
    return Conditions.find(find(name).getStatus().conditions(), type).orElseThrow().getReason();
  }

  private void awaitPhase(String name, OnCallOverrideStatus.Phase phase) {
    await(name + " is " + phase)
        .untilAsserted(() -> assertThat(find(name).getStatus().phase()).isEqualTo(phase));
  }
}
