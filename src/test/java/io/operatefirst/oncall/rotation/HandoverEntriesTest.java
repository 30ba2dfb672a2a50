package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written of a handover must bring back all that the rules need. */
class HandoverEntriesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Test
  void anEntryBringsTheHandoverBack() {
    for (Handover handover : aYear()) {
      HandoverSpec written = HandoverEntries.write(handover, "uid-1");
      HandoverSpec stored =
          serialization.unmarshal(serialization.asJson(written), HandoverSpec.class);

      assertThat(stored).isEqualTo(written);
      assertThat(HandoverEntries.read(stored)).isEqualTo(handover);
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
          Outlook.of(new Planner(roster), Optional.of(handover), Optional.empty(), handover.at());
      OnCallRotationStatus status =
          StatusView.of(rotation, new Assessment(outlook, Optional.of(entry), Optional.empty()));
      OnCallRotationStatus stored =
          serialization.unmarshal(serialization.asJson(status), OnCallRotationStatus.class);

      assertThat(StatusView.remembered(stored)).contains(committed);
    }
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
    planner.from(Optional.empty(), Optional.empty(), NOW).limit(250).forEach(handovers::add);
    return handovers;
  }
}
