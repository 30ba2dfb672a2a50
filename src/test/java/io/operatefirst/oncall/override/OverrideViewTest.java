package io.operatefirst.oncall.override;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Effect;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of an override, in the words that a user reads. */
class OverrideViewTest {

  /** Monday 2026-11-23 alice, then bob, carol, dave, and so on. */
  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: ops, creationTimestamp: "2026-11-20T08:00:00Z"}
      spec:
        engineers:
        - name: alice
        - name: bob
          timeOff: [{from: "2026-11-23", to: "2026-11-23"}]
        - name: carol
        - name: dave
        schedule: {startDate: "2026-11-23", handoverTime: "09:00"}
        order: {atEndOfList: Repeat}
      """;

  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final OverrideReader reader = new OverrideReader(serialization);
  private final List<OnCallOverride> agreed = new ArrayList<>();
  private String rotation = ROTATION;
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void oneThatHoldsNow() {
    agree("dentist", "engineer: carol, for: alice, from: '2026-11-23', to: '2026-11-23'");

    assertThat(of("dentist"))
        .containsExactly(
            "ACTIVE",
            "Accepted=True Accepted: carol takes over from alice.",
            "Active=True Covering: carol is on call for alice until Tue 2026-11-24 09:00 UTC.",
            "Ineffective=False TakesEffect: Somebody has the duty that it passes on.");
  }

  @Test
  void whoCoversOnADayOffDoesSo() {
    agree("kind", "engineer: bob, for: alice, from: '2026-11-23', to: '2026-11-23'");

    assertThat(of("kind"))
        .contains(
            "Accepted=True Accepted: bob takes over from alice. bob would be away on Mon 2026-11-23,"
                + " and covers all the same.");
  }

  @Test
  void oneThatIsToCome() {
    agree("later", "engineer: dave, from: '2026-11-25T12:00:00Z', to: '2026-11-25T13:00:00Z'");

    assertThat(of("later"))
        .contains(
            "SCHEDULED",
            "Accepted=True Accepted: dave takes over from whoever is on call.",
            "Active=False NotYet: From Wed 2026-11-25 12:00 UTC: dave is on call for carol until Wed"
                + " 2026-11-25 13:00 UTC.");
  }

  @Test
  void aSwap() {
    agree(
        "swap",
        "engineer: bob, for: alice, from: '2026-11-23', to: '2026-11-23',"
            + " swapWith: {from: '2026-11-24', to: '2026-11-24'}");

    assertThat(of("swap")).first().isEqualTo("ACTIVE");
    now = Instant.parse("2026-11-24T10:00:00Z");
    assertThat(of("swap"))
        .contains(
            "ACTIVE",
            "Active=True Covering: alice is on call for bob until Wed 2026-11-25 09:00 UTC.");
    now = Instant.parse("2026-11-25T10:00:00Z");
    assertThat(of("swap")).contains("ENDED", "Active=False Ended: Its time is over.");
  }

  @Test
  void theHalfOfASwapThatHoldsIsSaidBesideTheOther() {
    agree(
        "swap",
        "engineer: bob, for: alice, from: '2026-11-23', to: '2026-11-23',"
            + " swapWith: {from: '2026-11-25', to: '2026-11-25'}");

    assertThat(of("swap"))
        .contains(
            "ACTIVE",
            "Ineffective=True NothingToCover: alice for bob: nothing to pass on; on call then:"
                + " carol.");
  }

  @Test
  void aSwapWithinOneShiftChangesNothing() {
    rotation = ROTATION.replace("schedule: {", "schedule: {cadence: Weekly, ");
    agree(
        "swap",
        "engineer: bob, for: alice, from: '2026-11-24', to: '2026-11-24',"
            + " swapWith: {from: '2026-11-26', to: '2026-11-26'}");

    assertThat(of("swap"))
        .containsExactly(
            "INEFFECTIVE",
            "Accepted=True Accepted: bob and alice swap.",
            "Active=False Ineffective: It changes nothing.",
            "Ineffective=True NothingToCover: bob for alice: nothing to pass on; on call then: alice."
                + " alice for bob: nothing to pass on; on call then: alice.");
    agree("tea", "engineer: carol, for: alice, from: '2026-11-24', to: '2026-11-24'");
    assertThat(of("swap")).startsWith("INEFFECTIVE").noneMatch(line -> line.contains("Overridden"));
  }

  @Test
  void oneOfNobodysDuty() {
    agree("wrong", "engineer: dave, for: bob, from: '2026-11-25', to: '2026-11-25'");

    assertThat(of("wrong"))
        .containsExactly(
            "INEFFECTIVE",
            "Accepted=True Accepted: dave takes over from bob.",
            "Active=False Ineffective: It changes nothing.",
            "Ineffective=True NothingToCover: dave for bob: nothing to pass on; on call then:"
                + " carol.");
  }

  @Test
  void oneOfADayThatNoShiftHas() {
    agree("weekend", "engineer: dave, from: '2026-11-28', to: '2026-11-29'");

    assertThat(of("weekend"))
        .anyMatch(
            line ->
                line.startsWith(
                    "Ineffective=True NothingToCover: dave for whoever is on call: no shift has any"
                        + " of its time."));
  }

  @Test
  void oneOfThePast() {
    agree("late", "engineer: dave, for: alice, from: '2026-11-18', to: '2026-11-18'");

    assertThat(of("late"))
        .contains(
            "INEFFECTIVE",
            "Ineffective=True InThePast: dave for alice: it was over before it was made, and changes"
                + " nothing.");
  }

  @Test
  void theOlderOfTwoSaysSo() {
    agree("a", "engineer: carol, for: alice, from: '2026-11-23', to: '2026-11-23'");
    agree("b", "engineer: dave, for: alice, from: '2026-11-23', to: '2026-11-23'");

    assertThat(of("a"))
        .contains(
            "INEFFECTIVE",
            "Ineffective=True Overridden: carol for alice: newer overrides hold in its place: b.");
    assertThat(of("b")).first().isEqualTo("ACTIVE");
  }

  @Test
  void aCoverOfACoverNamesBoth() {
    agree("a", "engineer: carol, for: alice, from: '2026-11-23', to: '2026-11-23'");
    agree("b", "engineer: dave, for: carol, from: '2026-11-23', to: '2026-11-23'");

    assertThat(of("a"))
        .contains(
            "ACTIVE",
            "Active=True Covering: dave is on call for alice until Tue 2026-11-24 09:00 UTC. By a,"
                + " then b.");
  }

  @Test
  void somebodyWhoIsNotOnTheList() {
    agree("stranger", "engineer: zoe, for: alice, from: '2026-11-23', to: '2026-11-23'");

    assertThat(of("stranger"))
        .containsExactly(
            "REJECTED",
            "Accepted=False UnknownEngineer: spec.engineer: \"zoe\" is not on the list of the"
                + " rotation; write one of alice, bob, carol, dave",
            "Active=False UnknownEngineer: It is not accepted.");
  }

  @Test
  void oneThatEndsBeforeItStarts() {
    agree("reversed", "engineer: bob, for: alice, from: '2026-11-24', to: '2026-11-23'");

    assertThat(of("reversed"))
        .contains(
            "REJECTED",
            "Accepted=False EndsBeforeItStarts: spec: \"2026-11-24\" to \"2026-11-23\": to must not be"
                + " before from: of dates both are included, an instant must be later");
  }

  @Test
  void oneOfTheFarFuture() {
    agree("far", "engineer: bob, for: alice, from: '2029-11-22', to: '2029-11-22'");

    assertThat(of("far"))
        .contains(
            "SCHEDULED",
            "Active=False NotYet: It lies more than a year ahead: whose duty that is cannot be told"
                + " yet.");
  }

  @Test
  void whatChangedNothingIsNotSaidToHaveEnded() {
    agree("wrong", "engineer: dave, for: bob, from: '2026-11-25', to: '2026-11-25'");
    look("wrong", "2026-11-23T10:00:00Z");

    assertThat(look("wrong", "2026-12-01T10:00:00Z")).first().isEqualTo("INEFFECTIVE");
  }

  @Test
  void aSwapOfWhichOneHalfHeldIsOverToo() {
    agree(
        "swap",
        "engineer: bob, for: alice, from: '2026-11-23', to: '2026-11-23',"
            + " swapWith: {from: '2026-11-25', to: '2026-11-25'}");
    look("swap", "2026-11-23T10:00:00Z");

    for (String later : List.of("2026-11-24T10:00:00Z", "2026-12-01T10:00:00Z")) {
      assertThat(look("swap", later))
          .contains(
              "ENDED",
              "Active=False Ended: Its time is over.",
              "Ineffective=True NothingToCover: alice for bob: nothing to pass on; on call then:"
                  + " carol.");
    }
  }

  @Test
  void theHalfOfASwapThatNeverHeldIsStillSaidWhenItsTimeIsOver() {
    agree(
        "swap",
        "engineer: carol, for: alice, from: '2026-11-24', to: '2026-11-24',"
            + " swapWith: {from: '2026-11-25', to: '2026-11-25'}");
    String nothing =
        "Ineffective=True NothingToCover: carol for alice: nothing to pass on; on call then: bob.";
    assertThat(look("swap", "2026-11-23T10:00:00Z")).contains("SCHEDULED", nothing);

    assertThat(look("swap", "2026-11-25T10:00:00Z")).contains("ACTIVE", nothing);
    assertThat(look("swap", "2026-12-01T10:00:00Z")).contains("ENDED", nothing);
  }

  @Test
  void aSwapOfWhichNoHalfHeldNeverEnds() {
    agree(
        "swap",
        "engineer: bob, for: alice, from: '2026-11-24', to: '2026-11-24',"
            + " swapWith: {from: '2026-11-25', to: '2026-11-25'}");
    String both =
        "Ineffective=True NothingToCover: bob for alice: nothing to pass on; on call then: bob. alice"
            + " for bob: nothing to pass on; on call then: carol.";

    for (String time :
        List.of("2026-11-23T10:00:00Z", "2026-11-25T10:00:00Z", "2026-12-01T10:00:00Z")) {
      assertThat(look("swap", time))
          .contains("INEFFECTIVE", "Active=False Ineffective: It changes nothing.", both);
    }
  }

  @Test
  void theHalfThatComesToHoldIsNotSaidToBeVoid() {
    agree(
        "swap",
        "engineer: bob, for: alice, from: '2026-11-23', to: '2026-11-23',"
            + " swapWith: {from: '2026-11-25', to: '2026-11-25'}");
    look("swap", "2026-11-23T10:00:00Z");
    agree("more", "engineer: bob, for: carol, from: '2026-11-25', to: '2026-11-25'");

    assertThat(look("swap", "2026-11-24T10:00:00Z"))
        .contains(
            "SCHEDULED", "Ineffective=False TakesEffect: Somebody has the duty that it passes on.");
  }

  @Test
  void whatChangedNothingIsNotSaidToHaveEndedOnceItIsEdited() {
    agree("wrong", "engineer: dave, for: bob, from: '2026-11-25', to: '2026-11-25'");
    look("wrong", "2026-11-23T10:00:00Z");
    agreed.get(0).getMetadata().setGeneration(2L);

    for (String time : List.of("2026-12-01T10:00:00Z", "2026-12-01T11:00:00Z")) {
      assertThat(look("wrong", time))
          .contains(
              "INEFFECTIVE",
              "Ineffective=True InThePast: dave for bob: it was over before it was made, and changes"
                  + " nothing.");
    }
  }

  @Test
  void oneThatIsOverriddenRemembersUntilWhenItHeld() {
    agree("a", "engineer: carol, for: alice, from: '2026-11-23', to: '2026-11-23'");
    look("a", "2026-11-23T10:00:00Z");
    agree("b", "engineer: dave, for: alice, from: '2026-11-23', to: '2026-11-23'");

    for (String time : List.of("2026-11-23T12:00:00Z", "2026-11-23T14:00:00Z")) {
      assertThat(look("a", time)).contains("INEFFECTIVE");
      assertThat(covers("a")).containsExactly("carol 2026-11-23T09:00:00Z 2026-11-23T12:00:00Z");
    }
    agreed.remove(1);
    assertThat(look("a", "2026-11-23T15:00:00Z")).contains("ACTIVE");
    assertThat(covers("a")).containsExactly("carol 2026-11-23T09:00:00Z 2026-11-24T09:00:00Z");
  }

  @Test
  void oneThatIsRejectedRemembersUntilWhenItHeldUntilItIsEdited() {
    agree("kind", "engineer: carol, for: alice, from: '2026-11-23', to: '2026-11-23'");
    look("kind", "2026-11-23T10:00:00Z");
    rotation = ROTATION.replace("  - name: carol\n", "");

    for (String time : List.of("2026-11-23T12:00:00Z", "2026-11-23T14:00:00Z")) {
      assertThat(look("kind", time)).contains("REJECTED");
      assertThat(covers("kind")).containsExactly("carol 2026-11-23T09:00:00Z 2026-11-23T12:00:00Z");
    }
    agreed.get(0).getMetadata().setGeneration(2L);
    assertThat(look("kind", "2026-11-23T15:00:00Z")).contains("REJECTED");
    assertThat(covers("kind")).isEmpty();
  }

  private List<String> covers(String name) {
    return status(name).covers().stream()
        .map(cover -> cover.engineer() + " " + cover.start() + " " + cover.end())
        .toList();
  }

  /** What is said at an instant, and stays in the status. */
  private List<String> look(String name, String instant) {
    now = Instant.parse(instant);
    List<String> lines = of(name);
    agreed.stream()
        .filter(override -> override.getMetadata().getName().equals(name))
        .forEach(override -> override.setStatus(status(name)));
    return lines;
  }

  private void agree(String name, String spec) {
    agreed.add(
        serialization.unmarshal(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallOverride
            metadata: {name: %s, namespace: ops, generation: 1, creationTimestamp: "2026-11-20T09:00:00Z"}
            spec: {rotation: sre, %s}
            """
                .formatted(name, spec),
            OnCallOverride.class));
  }

  private List<String> of(String name) {
    OnCallOverrideStatus status = status(name);
    List<String> lines = new ArrayList<>(List.of(status.phase().name()));
    status.conditions().stream().map(OverrideViewTest::line).forEach(lines::add);
    return lines;
  }

  private OnCallOverrideStatus status(String name) {
    OnCallRotation parsed = serialization.unmarshal(rotation, OnCallRotation.class);
    RosterReader rosters =
        new RosterReader(serialization, new JollydayHolidays(), Clock.fixed(now, ZoneOffset.UTC));
    Roster written = ((RosterReader.Reading.Valid) rosters.read(parsed, true)).roster();
    Roster roster = reader.agreed(written, agreed);
    Planner planner = new Planner(roster);
    Optional<Handover> last = planner.firstHandover(1, now);
    OverrideView view =
        new OverrideView(roster, Effect.shifts(planner, last, Shown.NOTHING, now), now);
    OnCallOverride override =
        agreed.stream()
            .filter(candidate -> candidate.getMetadata().getName().equals(name))
            .findFirst()
            .orElseThrow();
    return view.of(override, reader.read(override, roster));
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
