package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.logentry.LogEntries;
import io.operatefirst.oncall.logentry.Stored;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Planner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whatever somebody writes into the log by hand and the server takes: the rotation goes on, from
 * that or from what was before.
 */
class StateFuzzTest {

  private static final int SHIFTS = 31;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final OnCallRotation ROTATION = Rotations.rotation();
  private static final Planner PLANNER = new Planner(Rotations.roster(ROTATION));

  /** The third handover, so that what is written may come before it and after it. */
  private static final OnCallLogEntry GOOD =
      QuietOperator.log(ROTATION, Instant.parse("2026-11-25T12:00:00Z")).get(2);

  @FuzzTest
  void state(byte[] entry) {
    JsonNode json;
    try {
      json = JSON.readTree(new String(entry, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return;
    }
    if (json == null || !Stored.isTaken(json)) {
      return;
    }
    OnCallLogEntry written;
    try {
      written = SERIALIZATION.convertValue(json, OnCallLogEntry.class);
    } catch (IllegalArgumentException e) {
      // A field that is not known, which the server drops.
      return;
    }
    if (LogEntries.isProblem(written) && written.getStatus() == null) {
      assertThat(LogEntries.read(written)).isEqualTo(LogEntries.read(written));
    }
    Memory memory = Memory.of(ROTATION, List.of(GOOD, written));
    // Whatever was written, what was before is not forgotten, nor passed over for what is older.
    assertThat(memory.log()).contains(GOOD);
    assertThat(memory.last().orElseThrow().sequence()).isGreaterThanOrEqualTo(sequence(GOOD));
    goesOnFrom(memory.last().orElseThrow());
  }

  private static long sequence(OnCallLogEntry handover) {
    return handover.getSpec().handover().sequence();
  }

  private static void goesOnFrom(Handover last) {
    List<PlannedShift> shifts = PLANNER.shifts(Optional.of(last), last.at()).limit(SHIFTS).toList();
    assertThat(shifts).hasSize(SHIFTS);
    HandoverSpec again = HandoverEntries.write(last, "uid-1");
    assertThat(HandoverEntries.write(HandoverEntries.read(again), "uid-1")).isEqualTo(again);
  }
}
