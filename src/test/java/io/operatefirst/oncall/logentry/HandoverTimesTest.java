package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import org.junit.jupiter.api.Test;

/** Of a handover that somebody made by hand the times may be any text. */
class HandoverTimesTest {

  private static final String AT = "2026-11-24T08:00:00Z";
  private static final String NEXT = "2026-11-25T08:00:00Z";

  @Test
  void oneThatTellsItsTimesIsAHandover() {
    assertThat(LogEntries.isHandover(handover(AT, shift(AT, NEXT)))).isTrue();
  }

  @Test
  void andSoIsOneThatBeginsNoShift() {
    assertThat(LogEntries.isHandover(handover(AT, "null"))).isTrue();
  }

  @Test
  void oneWhoseTimesNobodyCanReadIsPassedOver() {
    assertThat(LogEntries.isHandover(handover("yesterday", shift(AT, NEXT)))).isFalse();
    assertThat(LogEntries.isHandover(handover("yesterday", "null"))).isFalse();
    assertThat(LogEntries.isHandover(handover(AT, shift("2026-11-24", NEXT)))).isFalse();
    assertThat(LogEntries.isHandover(handover(AT, shift(AT, "tomorrow")))).isFalse();
  }

  private static String shift(String start, String end) {
    return "{start: '%s', end: '%s'}".formatted(start, end);
  }

  private static OnCallLogEntry handover(String at, String shift) {
    return Serialization.unmarshal(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: sre-handover-000002, namespace: ops}
        spec:
          rotation: sre
          type: Handover
          handover: {sequence: 2, reason: EndOfShift, from: alice, to: bob, at: '%s', shift: %s}
        """
            .formatted(at, shift),
        OnCallLogEntry.class);
  }
}
