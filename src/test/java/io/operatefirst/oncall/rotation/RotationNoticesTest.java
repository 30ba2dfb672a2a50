package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is owed to whom, and that a status remembers what may be told again. */
class RotationNoticesTest {

  private static final String CUT_SHORT =
      """
      covers:
      - {engineer: bob, for: alice, start: "2026-11-23T08:00:00Z", end: "2026-11-23T11:00:00Z"}
      """;

  private static final String HOLDS =
      """
      covers:
      - {engineer: bob, for: alice, start: "2026-11-23T12:00:00Z", end: "2026-11-24T08:00:00Z"}
      conditions:
      - {type: Active, status: "True", lastTransitionTime: "2026-11-23T12:00:00Z"}
      """;

  @Test
  void whatWasToldOfEarlierHandoversGivesWay() {
    assertThat(
            kept(
                "GapAhead-2026-12-24",
                "Debts-6",
                "NobodyAvailable-6",
                "Debts-17",
                "NobodyAvailable-7",
                "Debts-7"))
        .containsExactly("GapAhead-2026-12-24", "NobodyAvailable-7", "Debts-7");
  }

  @Test
  void ofTheRestTheNewestStay() {
    String[] gaps =
        IntStream.rangeClosed(1, OnCallRotationStatus.MOST_NOTICES + 2)
            .mapToObj(day -> "GapAhead-2026-12-%02d".formatted(day))
            .toArray(String[]::new);

    assertThat(kept(gaps))
        .hasSize(OnCallRotationStatus.MOST_NOTICES)
        .startsWith("GapAhead-2026-12-03")
        .endsWith("GapAhead-2026-12-18");
  }

  @Test
  void whoHasTheDutyWhereAnOverrideIsRejectedIsTold() {
    String status = CUT_SHORT + "conditions: []";

    assertThat(told("Rejected", status, "2026-11-23T11:00:00Z"))
        .containsExactly(
            "Ended-1-2026-11-23T11:00:00Z to alice: [sre] alice is on call again, until Tue 2026-11-24"
                + " 09:00 CET",
            "Ended-1-2026-11-23T11:00:00Z to bob: [sre] alice is on call again, until Tue 2026-11-24"
                + " 09:00 CET");
    // Still owed until it is delivered.
    assertThat(told("Rejected", status, "2026-11-23T14:00:00Z")).hasSize(2);
  }

  @Test
  void whereTheShiftIsOverTheHandoverHasSaidIt() {
    assertThat(told("Rejected", CUT_SHORT + "conditions: []", "2026-11-24T11:00:00Z")).isEmpty();
  }

  @Test
  void whatNeverHeldDoesNotEnd() {
    assertThat(told("Rejected", "covers: []", "2026-11-23T11:00:00Z")).isEmpty();
    assertThat(told("Ineffective", "covers: []", "2026-11-23T11:00:00Z")).isEmpty();
  }

  @Test
  void whoHasItByANewerOverrideDidNotHaveItBefore() {
    assertThat(
            told(
                "Ineffective",
                CUT_SHORT + "conditions: [{type: Ineffective, reason: Overridden}]",
                "2026-11-23T11:00:00Z"))
        .first()
        .isEqualTo(
            "Ended-1-2026-11-23T11:00:00Z to alice: [sre] alice is on call, until Tue 2026-11-24"
                + " 09:00 CET");
  }

  @Test
  void whatHoldsAgainIsToldAgainAndOnce() {
    String again = "Cover-1-2026-11-23T12:00:00Z to bob: ";
    String receipts =
        "notices: [{notice: Cover-1, by: Email, to: [bob]},"
            + " {notice: 'Ended-1-2026-11-23T11:00:00Z', by: Email, to: [bob]}%s]\n";

    assertThat(told("Active", HOLDS, "2026-11-23T12:30:00Z"))
        .anyMatch(notice -> notice.startsWith("Cover-1 to bob: "));
    assertThat(told("Active", HOLDS + receipts.formatted(""), "2026-11-23T12:30:00Z"))
        .anyMatch(notice -> notice.startsWith(again));
    String toldAgain =
        receipts.formatted(", {notice: 'Cover-1-2026-11-23T12:00:00Z', by: Email, to: [alice]}");
    assertThat(
            told(
                "Active",
                (HOLDS + toldAgain).replace("Time: \"2026-11-23T12:00", "Time: \"2026-11-23T12:20"),
                "2026-11-23T12:30:00Z"))
        .anyMatch(notice -> notice.startsWith(again));
  }

  /** What is owed of an override; alice is on call on Monday. */
  private static List<String> told(String phase, String status, String instant) {
    KubernetesSerialization serialization = new KubernetesSerialization();
    OnCallRotation rotation =
        Rotations.parse(Rotations.SRE + "  notifications: {email: {from: o@example.org}}\n");
    OnCallOverride override =
        serialization.unmarshal(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallOverride
            metadata: {name: dentist, namespace: ops, uid: uid-2, generation: 1}
            spec: {rotation: sre, engineer: bob, for: alice, from: '2026-11-23', to: '2026-11-23'}
            """,
            OnCallOverride.class);
    Instant now = Instant.parse(instant);
    Planner planner = new Planner(Rotations.roster(rotation));
    Optional<Handover> last = Operated.last(planner, Optional.empty(), now);
    return new RotationNotices(rotation, Outlook.of(planner, last, Shown.NOTHING, now))
            .ofOverride(
                override,
                serialization.unmarshal(
                    "phase: " + phase + "\n" + status, OnCallOverrideStatus.class))
            .stream()
            .map(
                notice ->
                    "%s to %s: %s"
                        .formatted(
                            notice.key(),
                            ((Audience.One) notice.to()).engineer().name(),
                            notice.text().headline()))
            .toList();
  }

  private static List<String> kept(String... notices) {
    return RotationNotices.kept(
            Stream.of(notices)
                .map(key -> new NoticeStatus(key, "Email", List.of("bob"), "2026-12-01T08:00:00Z"))
                .toList(),
            7)
        .stream()
        .map(NoticeStatus::notice)
        .toList();
  }
}
