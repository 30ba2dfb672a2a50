package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Escalation;
import io.operatefirst.oncall.log.Escalation.Step;
import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.notify.Notice;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.spec.RosterReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far something goes that nobody acknowledges, and whom it disturbs. */
class EscalationsTest {

  /** In the middle of the night, in alice's shift from Friday to Monday. */
  private static final Instant SATURDAY = Instant.parse("2026-11-28T02:00:00Z");

  private static final Instant MONDAY = Instant.parse("2026-11-30T08:00:00Z");

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: ops, uid: uid-1, generation: 1}
      spec:
        engineers: [{name: alice}, {name: bob}, {name: carol}, {name: dave}]
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
        escalation: {clock: Coverage, acknowledgeWithin: {Critical: 15m}}
        notifications: {email: {from: oncall@example.org}}
      status:
        phase: OnCall
        onCall: alice
        scheduled: alice
        list:
        - {engineer: carol, state: Done}
        - {engineer: alice, state: OnCall}
        - {engineer: bob, state: Waiting}
        - {engineer: dave, state: Waiting}
        lastHandover: {sequence: 5, at: "2026-11-27T08:00:00Z"}
        upcoming: [{engineer: bob, start: "2026-11-30T08:00:00Z", end: "2026-12-01T08:00:00Z"}]
      """;

  private static final String AROUND_THE_CLOCK =
      ROTATION.replace("clock: Coverage", "clock: Always");

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final RosterReader rosters =
      new RosterReader(YAML, new JollydayHolidays(), Clock.fixed(SATURDAY, ZoneOffset.UTC));
  private final EntryStatus statuses = new EntryStatus(rosters);

  @Test
  void outsideCoverageItWaitsForWhoeverIsOnCallThen() {
    OnCallLogEntryStatus status = statusOf(ROTATION);
    assertThat(status.onCall()).isEqualTo("bob");
    assertThat(status.waitsUntil()).isEqualTo(MONDAY.toString());
    assertThat(told(ROTATION)).isEmpty();
    assertThat(due(ROTATION)).contains(MONDAY.plus(Duration.ofMinutes(15)));
  }

  @Test
  void aroundTheClockNothingWaitsAndWhoeverHasTheShiftIsTold() {
    OnCallLogEntryStatus status = statusOf(AROUND_THE_CLOCK);
    assertThat(status.onCall()).isEqualTo("alice");
    assertThat(status.waitsUntil()).isNull();
    assertThat(told(AROUND_THE_CLOCK)).containsExactly("alice");
    assertThat(due(AROUND_THE_CLOCK)).contains(SATURDAY.plus(Duration.ofMinutes(15)));
  }

  @Test
  void whileItIsSuspendedNobodyIsDisturbed() {
    assertThat(due(AROUND_THE_CLOCK.replace("schedule:", "suspend: true\n  schedule:"))).isEmpty();
  }

  @Test
  void beforeItHasBegunNobodyIsDisturbed() {
    assertThat(due(AROUND_THE_CLOCK.replaceAll("  lastHandover: .*\n", ""))).isEmpty();
  }

  @Test
  void theNextEngineerIsTheFirstWhoseTurnIsToCome() {
    assertThat(chain(ROTATION).told(Step.NEXT_ENGINEER)).containsExactly("bob");
  }

  /** Bob does alice's shift, who has asked for that. */
  @Test
  void whoIsCoveredIsToldLast() {
    EscalationChain chain = chain(ROTATION.replace("onCall: alice", "onCall: bob"));
    assertThat(chain.told(Step.NEXT_ENGINEER)).containsExactly("dave");
    assertThat(chain.told(Step.EVERYBODY)).containsExactly("bob", "dave", "carol", "alice");
  }

  private Optional<Instant> due(String yaml) {
    Optional<OnCallRotation> rotation = Optional.of(rotation(yaml));
    OnCallLogEntry shown = entry();
    shown.setStatus(statusOf(yaml));
    return statuses
        .standing(shown, rotation, Optional.empty(), SATURDAY)
        .next()
        .map(Escalation.Next::due);
  }

  private List<String> told(String yaml) {
    return statuses
        .notices(Optional.of(rotation(yaml)))
        .orElseThrow()
        .ofProblem(entry(), statusOf(yaml), SATURDAY)
        .now()
        .stream()
        .map(Notice::to)
        .map(to -> ((Audience.One) to).engineer().name())
        .toList();
  }

  private OnCallLogEntryStatus statusOf(String yaml) {
    Optional<OnCallRotation> rotation = Optional.of(rotation(yaml));
    return statuses.of(
        entry(),
        rotation,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        null,
        statuses.standing(entry(), rotation, Optional.empty(), SATURDAY),
        SATURDAY);
  }

  private EscalationChain chain(String yaml) {
    OnCallRotation rotation = rotation(yaml);
    Roster roster = ((RosterReader.Reading.Valid) rosters.read(rotation, true)).roster();
    return EscalationChain.of(rotation.getStatus(), roster, SATURDAY);
  }

  private static OnCallRotation rotation(String yaml) {
    return YAML.unmarshal(yaml, OnCallRotation.class);
  }

  private static OnCallLogEntry entry() {
    return YAML.unmarshal(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: disk, namespace: ops, uid: uid-2, creationTimestamp: "2026-11-28T02:00:00Z"}
        spec: {rotation: sre, type: Task, summary: The disk is full, severity: Critical}
        """,
        OnCallLogEntry.class);
  }
}
