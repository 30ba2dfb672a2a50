package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.Backlog.Debt;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.status.Conditions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Old runbooks hold up the handover of whoever owes them, and nobody else's. */
class OverdueRunbooksTest {

  private static final Instant BEGIN = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-24T11:00:00Z");
  private static final Instant DUE = Instant.parse("2026-11-24T11:30:00Z");
  private static final String POLICY = Rotations.SRE + "  log: {runbookWithin: 14d}\n";
  private static final Debt DISK = debt("disk", "alice", "2026-11-10T11:00:00Z");
  private static final Debt CERT = debt("cert", "alice", "2026-11-10T11:30:00Z");

  @Test
  void anAcknowledgedHandoverWaitsForThem() {
    assertThat(handedOver(POLICY, true, NOON, DISK, CERT))
        .isEqualTo(
            "False RunbooksOverdue: carol has acknowledged the handover, but alice owes the runbook"
                + " of disk for longer than spec.log.runbookWithin allows. Write it, and link it:"
                + " oc patch ocl disk --type merge -p '{\"spec\":{\"runbook\":\"https://…\"}}'");
    assertThat(handedOver(POLICY, true, DUE, DISK, CERT))
        .startsWith(
            "False RunbooksOverdue: carol has acknowledged the handover, but alice owes the runbooks"
                + " of disk, cert for longer than spec.log.runbookWithin allows. Write each, and"
                + " link it: oc patch ocl disk ");
  }

  @Test
  void oncePaidTheAcknowledgementCounts() {
    assertThat(handedOver(POLICY, true, NOON))
        .isEqualTo("True Acknowledged: carol has acknowledged the handover.");
  }

  @Test
  void acknowledgementComesFirst() {
    assertThat(handedOver(POLICY, false, NOON, DISK)).startsWith("False AwaitingAcknowledgement: ");
  }

  @Test
  void withoutThePolicyNothingIsOverdue() {
    assertThat(handedOver(Rotations.SRE, true, NOON, DISK)).startsWith("True Acknowledged: ");
  }

  @Test
  void whatOthersOweHoldsNobodyUp() {
    assertThat(
            handedOver(
                POLICY,
                true,
                NOON,
                debt("disk", "bob", "2026-11-10T11:00:00Z"),
                new Debt("cert", "cert", Optional.empty(), DISK.since()),
                new Debt("quota", "quota", Optional.of("alice"), Optional.empty())))
        .startsWith("True Acknowledged: ");
  }

  @Test
  void whoLeftTheListIsNotWaitedFor() {
    String without =
        POLICY.replace(
            "  - name: alice\n    timeOff:\n    - {from: \"2026-11-26\", to: \"2027-02-15\", reason:"
                + " parental leave}\n",
            "");
    assertThat(without).doesNotContain("alice");

    Assessment assessment = assess(POLICY, without, true, NOON, DISK);

    assertThat(assessment.overdue()).isEqualTo(OverdueRunbooks.NONE);
  }

  @Test
  void itIsLookedAtAgainWhenTheNextIsOverdue() {
    assertThat(assess(POLICY, POLICY, true, NOON, DISK, CERT).lookAgainAt()).isEqualTo(DUE);
    assertThat(assess(POLICY, POLICY, true, DUE, DISK, CERT).lookAgainAt())
        .isEqualTo(assess(POLICY, POLICY, true, DUE).lookAgainAt());
    assertThat(assess(Rotations.SRE, Rotations.SRE, true, NOON, CERT).lookAgainAt()).isAfter(DUE);
  }

  private static Debt debt(String entry, String engineer, String since) {
    return new Debt(entry, entry, Optional.of(engineer), Optional.of(Instant.parse(since)));
  }

  /** Alice has handed over to carol that morning. */
  private static String handedOver(String yaml, boolean acknowledged, Instant now, Debt... owed) {
    Condition condition =
        Conditions.find(
                assess(yaml, yaml, acknowledged, now, owed).conditions(), Conditions.HANDED_OVER)
            .orElseThrow();
    return "%s %s: %s"
        .formatted(condition.getStatus(), condition.getReason(), condition.getMessage());
  }

  /**
   * @param written the rotation as it was at the handover
   * @param now at which it is looked at, as it is edited
   */
  private static Assessment assess(
      String written, String edited, boolean acknowledged, Instant now, Debt... owed) {
    OnCallRotation rotation = Rotations.parse(edited);
    Planner planner = new Planner(Rotations.roster(rotation));
    Assessment caughtUp =
        new CatchUp(null, rotation, planner, now)
            .from(Memory.of(rotation, log(written, acknowledged)));
    assertThat(caughtUp.outlook().last().orElseThrow().giver()).hasValue("alice");
    return caughtUp.with(
        OverdueRunbooks.of(rotation, caughtUp.outlook(), new Backlog(0, 0, List.of(owed))));
  }

  private static List<OnCallLogEntry> log(String yaml, boolean acknowledged) {
    OnCallRotation rotation = Rotations.parse(yaml);
    Planner planner = new Planner(Rotations.roster(rotation));
    List<OnCallLogEntry> log = new ArrayList<>();
    for (Optional<Handover> next = planner.next(Optional.empty(), Shown.NOTHING, BEGIN);
        next.filter(handover -> !handover.at().isAfter(NOON)).isPresent();
        next = planner.next(next, Shown.NOTHING, NOON)) {
      log.add(entry(rotation, next.get(), acknowledged));
    }
    return log;
  }

  private static OnCallLogEntry entry(
      OnCallRotation rotation, Handover handover, boolean acknowledged) {
    OnCallLogEntry entry =
        HandoverEntries.entry(rotation, HandoverEntries.write(handover, "uid-1"), "any");
    return acknowledged ? acknowledged(entry) : entry;
  }

  private static OnCallLogEntry acknowledged(OnCallLogEntry entry) {
    String json = Serialization.asJson(entry);
    return Serialization.unmarshal(
        json.replace("\"type\":\"Handover\"", "\"type\":\"Handover\",\"acknowledgedBy\":\"carol\""),
        OnCallLogEntry.class);
  }
}
