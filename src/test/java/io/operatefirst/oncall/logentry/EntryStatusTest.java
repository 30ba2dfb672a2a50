package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.notify.Notice;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.spec.RosterReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A mistake in the spec of a rotation silences nobody. */
class EntryStatusTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-11-24T09:00:00Z");

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: ops, uid: uid-1, generation: 1}
      spec:
        engineers: [{name: alice, email: alice@example.org}, {name: bob}]
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
        escalation: {acknowledgeWithin: {Critical: 15m}}
        notifications: {email: {from: oncall@example.org}}
      status:
        phase: OnCall
        onCall: alice
        upcoming: [{engineer: bob, start: "2026-11-24T08:00:00Z", end: "2026-11-25T08:00:00Z"}]
      """;

  private static final String FAQ = "  faq: [{pattern: 'quota(', answer: Ask.}]\nstatus:";

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final EntryStatus statuses =
      new EntryStatus(
          new RosterReader(YAML, new JollydayHolidays(), Clock.fixed(MONDAY, ZoneOffset.UTC)));

  @Test
  void anEditThatIsNoneLeavesTheLastValidRosterInForce() {
    assertThat(told(rotation(ROTATION), MONDAY)).containsExactly("alice");

    assertThat(told(edited("Europe/Prague", "Europe/Pragu"), MONDAY)).containsExactly("alice");
    assertThat(told(edited("status:", FAQ), MONDAY)).containsExactly("alice");
  }

  @Test
  void afterARestartAMistakeElsewhereLeavesItInForceToo() {
    assertThat(told(edited("status:", FAQ), MONDAY)).containsExactly("alice");
  }

  /** The mistake is left where it is, and the rest is edited. */
  @Test
  void whatIsValidOfANewerEditCountsMoreThanTheLastValidRoster() {
    assertThat(statuses.zone(rotation(ROTATION))).contains(ZoneId.of("Europe/Prague"));
    OnCallRotation moved =
        rotation(
            ROTATION
                .replace("generation: 1", "generation: 2")
                .replace("status:", FAQ)
                .replace("Europe/Prague", "Europe/Lisbon"));
    assertThat(statuses.zone(moved)).contains(ZoneId.of("Europe/Lisbon"));
  }

  @Test
  void whereItWasNeverSeenValidNobodyIsGuessed() {
    assertThat(told(edited("Europe/Prague", "Europe/Pragu"), MONDAY)).isEmpty();
  }

  @Test
  void onlyWithoutRulesForItNothingEscalates() {
    assertThat(statuses.escalations(Optional.of(edited("status:", FAQ)))).isPresent();
    assertThat(statuses.escalations(Optional.of(rotation(ROTATION)))).isPresent();
    OnCallRotation mistaken = edited("15m", "soon");
    assertThat(statuses.escalations(Optional.of(mistaken))).isEmpty();
    assertThat(told(mistaken, MONDAY)).containsExactly("alice");
  }

  /** No handover is made meanwhile, and the rotation says so. */
  @Test
  void whatComesInConcernsWhoeverStaysOnCall() {
    OnCallRotation invalid = edited("phase: OnCall", "phase: Invalid");
    assertThat(statusOf(invalid, TUESDAY).onCall()).isEqualTo("alice");
    assertThat(statusOf(rotation(ROTATION), TUESDAY).onCall()).isEqualTo("bob");
  }

  /** What could not be sent within coverage is not sent at night, but in the morning. */
  @Test
  void whatIsOwedIsLookedAtAgainWhenCoverageEnds() {
    OnCallRotation rotation = rotation(ROTATION);
    Instant night = Instant.parse("2026-11-23T16:00:00Z");
    assertThat(owed(rotation, MONDAY).later()).contains(night);
    assertThat(owed(rotation, night).now()).isEmpty();
    assertThat(owed(rotation, night).later()).contains(Instant.parse("2026-11-24T08:00:00Z"));

    OnCallRotation always = edited("{acknowledgeWithin", "{clock: Always, acknowledgeWithin");
    assertThat(owed(always, MONDAY).later()).isEmpty();
    assertThat(owed(always, night).now()).hasSize(1);
  }

  private EntryNotices.Owed owed(OnCallRotation rotation, Instant now) {
    return statuses
        .notices(Optional.of(rotation))
        .orElseThrow()
        .ofProblem(entry(), statusOf(rotation, MONDAY), now);
  }

  private List<String> told(OnCallRotation rotation, Instant now) {
    return statuses
        .notices(Optional.of(rotation))
        .map(notices -> notices.ofProblem(entry(), statusOf(rotation, now), now).now())
        .orElse(List.of())
        .stream()
        .map(Notice::to)
        .map(to -> ((Audience.One) to).engineer().name())
        .toList();
  }

  private OnCallLogEntryStatus statusOf(OnCallRotation rotation, Instant now) {
    Escalated standing = statuses.standing(entry(), Optional.of(rotation), Optional.empty(), now);
    return statuses.of(
        entry(),
        Optional.of(rotation),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        null,
        standing,
        now);
  }

  private static OnCallRotation edited(String from, String to) {
    return rotation(ROTATION.replace("generation: 1", "generation: 2").replace(from, to));
  }

  private static OnCallRotation rotation(String yaml) {
    return YAML.unmarshal(yaml, OnCallRotation.class);
  }

  private static OnCallLogEntry entry() {
    return YAML.unmarshal(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: disk, namespace: ops, uid: uid-2, creationTimestamp: "2026-11-23T09:00:00Z"}
        spec: {rotation: sre, type: Task, summary: The disk is full, severity: Critical}
        """,
        OnCallLogEntry.class);
  }
}
