package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each condition says the first thing that applies, in words that a person can act on. */
class AssessmentTest {

  private static final String FAR = "2026-11-23T10:00:00Z";

  @Test
  void beforeTheStartNobodyIsExpected() {
    assertThat(at("2026-11-20T10:00:00Z", Rotations.SRE))
        .containsExactly(
            "Ready=True NotStarted: The first shift begins Mon 2026-11-23 09:00 CET, with alice on"
                + " call.",
            "OnDuty=False NotStarted: The first shift begins Mon 2026-11-23 09:00 CET, with alice on"
                + " call.",
            "Covered=True Covered: Somebody is available for each of the next 10 shifts.",
            "Fair=True Balanced: Turns differ by 0 at most; the rules keep that at 1 or less.");
  }

  @Test
  void inCoverage() {
    assertThat(at(FAR, Rotations.SRE))
        .contains(
            "Ready=True Scheduled: alice is on call until Tue 2026-11-24 09:00 CET.",
            "OnDuty=True InCoverage: alice is expected to react. Coverage is Mon-Fri 09:00-17:00"
                + " Europe/Prague.",
            "HandedOver=True FirstShift: Nobody was on call before alice: nobody hands over.");
  }

  @Test
  void outsideCoverageAndOnADayOffNobodyIsExpected() {
    assertThat(at("2026-11-23T17:00:00Z", Rotations.SRE))
        .contains(
            "OnDuty=False OutsideCoverage: Nobody is expected to react at this hour. Coverage is"
                + " Mon-Fri 09:00-17:00 Europe/Prague.");
    assertThat(at("2026-11-28T10:00:00Z", Rotations.SRE))
        .anyMatch(line -> line.startsWith("OnDuty=False NonWorkingDay: "));
  }

  @Test
  void whereEverybodyIsAwayItIsSaidAheadAndThen() {
    String away =
        Rotations.SRE
            .replace(
                "- name: carol",
                "- name: carol\n    timeOff: [{from: \"2026-11-26\", to: \"2026-11-27\"}]")
            .replace(
                "{from: \"2027-03-01\", to: \"2027-03-05\"}",
                "{from: \"2026-11-26\", to: \"2026-11-27\"}");

    assertThat(at(FAR, away))
        .contains(
            "Covered=False GapAhead: Nobody is available on Thu 2026-11-26, Fri 2026-11-27. Away:"
                + " alice (time off on Thu 2026-11-26, Fri 2026-11-27); bob (time off on Thu"
                + " 2026-11-26, Fri 2026-11-27); carol (time off on Thu 2026-11-26, Fri 2026-11-27)."
                + " alice could cover with least to give up: change spec.engineers, or make an"
                + " OnCallOverride without spec.for for these days.");
    assertThat(at("2026-11-26T10:00:00Z", away))
        .contains(
            "Ready=False NobodyAvailable: Nobody on the list is available until Fri 2026-11-27 09:00"
                + " CET: alice, bob, carol are away. Whoever can do it all the same takes it by an"
                + " OnCallOverride without spec.for.")
        .anyMatch(line -> line.startsWith("OnDuty=False NobodyAvailable: "))
        .noneMatch(line -> line.startsWith("HandedOver"));
  }

  @Test
  void aSuspendedRotationSaysHowToGoOn() {
    assertThat(at(FAR, Rotations.SRE + "  suspend: true\n"))
        .containsExactly(
            "Ready=False Suspended: The rotation is suspended: nobody is on call. Set spec.suspend to"
                + " false to resume.",
            "OnDuty=False Suspended: The rotation is suspended: nobody is on call. Set spec.suspend"
                + " to false to resume.",
            "Fair=True Balanced: Turns differ by 0 at most; the rules keep that at 1 or less.");
  }

  /**
   * Time off is somebody's own; a public holiday is easier to give up, and fewer days than more.
   */
  @Test
  void ofAGapItIsSaidWhoCouldCoverWithLeastToGiveUp() {
    String german =
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallRotation
        metadata: {name: sre, namespace: ops, uid: uid-1, creationTimestamp: "2026-11-23T06:00:00Z"}
        spec:
          engineers:
          - {name: alice, timeOff: [{from: "2026-12-24", to: "2026-12-31"}]}
          - {name: bob, holidays: {country: DE}}
          - {name: carol, timeOff: [{from: "2026-12-25", to: "2026-12-25"}]}
          schedule: {startDate: "2026-11-23"}
          order: {atEndOfList: Repeat}
        """;

    assertThat(at("2026-12-21T10:00:00Z", german))
        .contains(
            "Covered=False GapAhead: Nobody is available on Fri 2026-12-25. Away: alice (time off on"
                + " Fri 2026-12-25); bob (public holiday on Fri 2026-12-25); carol (time off on Fri"
                + " 2026-12-25). bob could cover with least to give up: change spec.engineers, or"
                + " make an OnCallOverride without spec.for for these days.");
  }

  /** The clock went backwards in between. */
  @Test
  void aRotationThatWillBeResumedSaysWhen() {
    Planner suspended = planner(Rotations.SRE + "  suspend: true\n");
    Optional<Handover> last =
        suspended.next(last(Rotations.SRE, Instant.parse(FAR)), Shown.NOTHING, Instant.parse(FAR));

    assertThat(conditions(Rotations.SRE, last, Instant.parse("2026-11-23T09:30:00Z")))
        .containsExactly(
            "Ready=False Suspended: The rotation is suspended until Mon 2026-11-23 11:00 CET: nobody"
                + " is on call.",
            "OnDuty=False Suspended: The rotation is suspended until Mon 2026-11-23 11:00 CET:"
                + " nobody is on call.",
            "Covered=True Covered: Somebody is available for each of the next 10 shifts.",
            "Fair=True Balanced: Turns differ by 0 at most; the rules keep that at 1 or less.");
  }

  @Test
  void aListThatIsTooShortForItsRestSaysSo() {
    assertThat(at(FAR, Rotations.SRE.replace("seed: \"42\"", "minimumRest: 3")))
        .contains(
            "Fair=False ListTooShort: With 3 on the list nobody can have 3 other shifts between two"
                + " of their own. Add engineers or lower spec.order.minimumRest.");
  }

  @Test
  void turnsThatDifferSayWhoHasMostAndFewest() {
    assertThat(fair("2026-11-24T10:00:00Z", Rotations.SRE))
        .isEqualTo(
            "Fair=True Balanced: Turns differ by 1 at most; the rules keep that at 1 or less. Most:"
                + " alice, carol (1); fewest: bob (0).");
  }

  @Test
  void aSprintWithinItsLimitSaysSo() {
    assertThat(fair(FAR, sprint("workingDays: 10", "a", "b", "c", "d", "e")))
        .isEqualTo(
            "Fair=True Balanced: Turns differ by 1 at most; the rules keep that at 1 or less. Most: a"
                + " (1); fewest: b, c, d, e (0).");
    assertThat(fair(FAR, sprint("mostTurns: 2", "a", "b", "c", "d", "e")))
        .isEqualTo(
            "Fair=True Balanced: Turns differ by 1 at most; the rules keep that at 1 or less. Most: a"
                + " (1); fewest: b, c, d, e (0). In the sprint 2026-11-23 to 2026-12-06 nobody comes"
                + " to more than 2 turns, which spec.sprint.mostTurns allows.");
  }

  @Test
  void aListThatIsTooShortForTheSprintSaysWhatWouldDo() {
    assertThat(fair(FAR, sprint("mostTurns: 2", "a", "b", "c", "d")))
        .isEqualTo(
            "Fair=False ListTooShort: 10 shifts of the sprint 2026-11-23 to 2026-12-06 among 4"
                + " engineers make 3 for somebody; spec.sprint.mostTurns is 2. Add 1 engineer or set"
                + " mostTurns to 3.");
    assertThat(fair(FAR, sprint("mostTurns: 1", "a")))
        .isEqualTo(
            "Fair=False ListTooShort: With 1 on the list nobody can have 1 other shifts between two of"
                + " their own. Add engineers or lower spec.order.minimumRest.");
    assertThat(fair(FAR, sprint("mostTurns: 4", "a", "b")))
        .isEqualTo(
            "Fair=False ListTooShort: 10 shifts of the sprint 2026-11-23 to 2026-12-06 among 2"
                + " engineers make 5 for somebody; spec.sprint.mostTurns is 4. Add 1 engineer or set"
                + " mostTurns to 5.");
  }

  /** The first of the list has one more where somebody was away throughout a cycle. */
  @Test
  void whoComesToTooManyTurnsIsNamedWithWhatWouldMendIt() {
    String away = "{name: f, timeOff: [{from: \"2026-11-23\", to: \"2026-12-02\"}]}";
    String yaml =
        sprint("mostTurns: 2", "a", "b", "c", "d").replace("{name: d}", "{name: d}, " + away);

    assertThat(fair(FAR, yaml))
        .isEqualTo(
            "Fair=False TooManyTurns: In the sprint 2026-11-23 to 2026-12-06, a comes to 3 turns (1"
                + " begun, 2 planned); spec.sprint.mostTurns is 2. f has 1 turn: an OnCallOverride"
                + " with engineer f, for a, from and to 2026-12-04 and countsAsTurn true mends it, at"
                + " the price of f's rest.");
    assertThat(fair("2026-12-04T10:00:00Z", yaml))
        .isEqualTo(
            "Fair=False TooManyTurns: In the sprint 2026-11-23 to 2026-12-06, a comes to 3 turns (3"
                + " begun, 0 planned); spec.sprint.mostTurns is 2. All of these have begun; the next"
                + " sprint begins Mon 2026-12-07.");
  }

  private static String fair(String instant, String yaml) {
    return at(instant, yaml).stream()
        .filter(line -> line.startsWith("Fair"))
        .findFirst()
        .orElseThrow();
  }

  /** In the order of the names, from the first day of the sprint on. */
  private static String sprint(String written, String... names) {
    return """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallRotation
        metadata: {name: sre, namespace: ops, uid: uid-1, generation: 1}
        spec:
          engineers: [%s]
          schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
          order: {atEndOfList: Repeat}
          sprint: {start: "2026-11-23", %s}
        """
        .formatted(
            Stream.of(names).map("{name: %s}"::formatted).collect(Collectors.joining(", ")),
            written);
  }

  @Test
  void aHandoverAsksForAcknowledgement() {
    assertThat(at("2026-11-24T10:00:00Z", Rotations.SRE))
        .contains(
            "HandedOver=False AwaitingAcknowledgement: carol has not acknowledged the handover yet:"
                + " oc patch ocl sre-handover-000002 --type merge -p"
                + " '{\"spec\":{\"acknowledgedBy\":\"carol\"}}'");
    String named =
        Rotations.SRE.replace("- name: carol", "- name: carol\n    username: carol@example.org");
    assertThat(at("2026-11-24T10:00:00Z", named))
        .anyMatch(line -> line.endsWith("'{\"spec\":{\"acknowledgedBy\":\"carol@example.org\"}}'"));
  }

  /** The conditions of a rotation that has been looked at each day until an instant. */
  private static List<String> at(String instant, String yaml) {
    Instant now = Instant.parse(instant);
    return conditions(yaml, last(yaml, now), now);
  }

  private static Optional<Handover> last(String yaml, Instant now) {
    List<Handover> log = log(yaml, now);
    return log.isEmpty() ? Optional.empty() : Optional.of(log.get(log.size() - 1));
  }

  private static List<Handover> log(String yaml, Instant now) {
    Planner planner = planner(yaml);
    List<Handover> log = new ArrayList<>();
    Instant start = Instant.parse("2026-11-23T08:00:00Z");
    for (Optional<Handover> next = planner.next(Optional.empty(), Shown.NOTHING, start);
        next.filter(handover -> !handover.at().isAfter(now)).isPresent();
        next = planner.next(next, Shown.NOTHING, now)) {
      log.add(next.get());
    }
    return log;
  }

  private static List<String> conditions(String yaml, Optional<Handover> last, Instant now) {
    OnCallRotation rotation = Rotations.parse(yaml);
    List<OnCallLogEntry> entries =
        last.isEmpty()
            ? List.of()
            : Stream.concat(log(yaml, last.get().at().minusSeconds(1)).stream(), last.stream())
                .map(
                    handover ->
                        HandoverEntries.entry(
                            rotation, HandoverEntries.write(handover, "uid-1"), "any"))
                .toList();
    // Nothing is due, so that nothing is committed.
    return new CatchUp(null, rotation, planner(yaml), now)
        .from(Memory.of(rotation, entries)).conditions().stream()
            .map(AssessmentTest::line)
            .toList();
  }

  private static Planner planner(String yaml) {
    return new Planner(Rotations.roster(Rotations.parse(yaml)));
  }

  private static String line(Condition condition) {
    return "%s=%s %s: %s"
        .formatted(
            condition.getType(),
            condition.getStatus(),
            condition.getReason(),
            condition.getMessage());
  }
}
