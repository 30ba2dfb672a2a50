package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever may write entries may write anything into one: the rotation goes on from the others. */
class MemoryTest {

  private final OnCallRotation rotation = Rotations.rotation();

  @Test
  void theHighestNumberIsGoneOnFrom() {
    assertThat(Memory.of(rotation, List.of(entry(2, "", ""), entry(1, "", ""))).nextSequence())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00:00Z, yesterday",
    "2026-11-23T08:00:00Z, +999999999-12-31T23:59:59Z",
    "2026-11-24T08:00:00Z, 2026-11-22T08:00:00Z",
    "'\"turns\":[{\"engineer\":\"alice\"', '\"turns\":[{\"engineer\":\"dave\"'",
    "'\"cycle\":{', '\"carried\":[\"dave\"],\"cycle\":{'",
  })
  void whatCannotBeGoneOnFromIsPassedOver(String right, String wrong) {
    OnCallLogEntry byHand = entry(2, right, wrong);

    Memory memory = Memory.of(rotation, List.of(byHand, entry(1, "", "")));

    assertThat(memory.last()).map(Handover::sequence).contains(1L);
    assertThat(memory.nextSequence()).isEqualTo(2);
  }

  private OnCallLogEntry entry(long sequence, String right, String wrong) {
    Planner planner = new Planner(Rotations.roster(rotation));
    Handover first =
        planner
            .next(Optional.empty(), Shown.NOTHING, Instant.parse("2026-11-23T09:00:00Z"))
            .orElseThrow();
    HandoverSpec spec = HandoverEntries.write(first.numbered(sequence), "uid-1");
    String json = Rotations.json(HandoverEntries.entry(rotation, spec, "by hand"));
    assertThat(json).contains(right);
    return Rotations.entry(json.replace(right, wrong));
  }
}
