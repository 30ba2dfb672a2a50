package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.schedule.Box;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.RemovedEngineer;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.RotationState;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.Tally;
import io.operatefirst.oncall.schedule.Turns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written of a handover must bring back all that the rules need. */
class HandoverEntriesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Turns NONE =
      new Turns(Tally.NONE, Optional.empty(), OptionalInt.empty(), false, false);
  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Test
  void anEntryBringsTheHandoverBack() {
    for (Handover handover : aYear()) {
      HandoverSpec written = HandoverEntries.write(handover, "uid-1");
      HandoverSpec stored =
          serialization.unmarshal(serialization.asJson(written), HandoverSpec.class);

      assertThat(stored).isEqualTo(written);
      assertThat(HandoverEntries.read(stored))
          .usingRecursiveComparison()
          .ignoringFields("choice")
          .isEqualTo(handover);
    }
  }

  @Test
  void theStatusBringsTheEntryBack() {
    OnCallRotation rotation = Rotations.rotation();
    Roster roster = Rotations.roster(rotation);
    for (Handover handover : aYear()) {
      HandoverSpec committed = HandoverEntries.write(handover, "uid-1");
      OnCallLogEntry entry = HandoverEntries.entry(rotation, committed, "any");
      Outlook outlook =
          Outlook.of(new Planner(roster), Optional.of(handover), Shown.NOTHING, handover.at());
      OnCallRotationStatus status =
          StatusView.of(
              rotation,
              new Assessment(rotation, outlook, Optional.of(entry), Optional.empty()),
              new Backlog(0, 0, List.of()),
              List.of(),
              List.of(),
              List.of());
      OnCallRotationStatus stored =
          serialization.unmarshal(serialization.asJson(status), OnCallRotationStatus.class);

      assertThat(StatusView.remembered(stored)).contains(committed);
    }
  }

  @Test
  void ofMoreWhoLeftThanTheSchemaHoldsTheLatestAreKept() {
    Handover handover = aYear().get(0);
    RotationState state = handover.state();
    List<RemovedEngineer> removed =
        IntStream.rangeClosed(0, HandoverSpec.MOST_REMOVED)
            .mapToObj(
                i -> new RemovedEngineer(new Box("engineer-" + i, false, true, false), false, NONE))
            .toList();
    RotationState exchanged =
        new RotationState(
            state.cycle(),
            state.order(),
            state.carried(),
            state.ahead(),
            state.turns(),
            removed,
            state.duty());

    assertThat(HandoverEntries.removed(exchanged))
        .hasSize(HandoverSpec.MOST_REMOVED)
        .first()
        .extracting(gone -> gone.box().engineer())
        .isEqualTo("engineer-1");
  }

  @Test
  void namesFollowFromTheSequenceAndSort() {
    assertThat(HandoverEntries.nameOf("sre", 17)).isEqualTo("sre-handover-000017");
    assertThat(HandoverEntries.nameOf("sre", 1_234_567)).isEqualTo("sre-handover-1234567");
  }

  @Test
  void anEntryConcernsTheRotationItNamesAndTheOneItBlocks() {
    OnCallLogEntry entry =
        HandoverEntries.entry(
            Rotations.rotation(), HandoverEntries.write(aYear().get(0), "uid-1"), "any");
    entry.getMetadata().setName("other-handover-000002");

    assertThat(HandoverEntries.rotationsOf(entry))
        .extracting(id -> id.getName())
        .containsExactlyInAnyOrder("sre", "other");
  }

  private static List<Handover> aYear() {
    Planner planner = new Planner(Rotations.roster(Rotations.rotation()));
    List<Handover> handovers = new ArrayList<>();
    planner.from(Optional.empty(), Shown.NOTHING, NOW).limit(250).forEach(handovers::add);
    return handovers;
  }
}
