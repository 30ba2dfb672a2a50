package io.operatefirst.oncall.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.Roster;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of an override that has a status, people know what it comes to. */
class OverrideReaderTest {

  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Test
  void oneWithoutAStatusIsNew() {
    assertThat(covers("")).extracting(Cover::answered).containsExactly(false, false);
    assertThat(covers("status: {}")).extracting(Cover::answered).containsExactly(false, false);
  }

  @Test
  void oneThatIsEditedWasAnsweredAllTheSame() {
    assertThat(covers("status: {observedGeneration: 1, phase: Rejected}"))
        .extracting(Cover::answered)
        .containsExactly(true, true);
  }

  private List<Cover> covers(String status) {
    OnCallOverride override =
        serialization.unmarshal(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallOverride
            metadata: {name: swap, namespace: ops, generation: 2}
            spec:
              {rotation: sre, engineer: bob, for: alice, from: '2026-11-23', to: '2026-11-23',
               swapWith: {from: '2026-11-24', to: '2026-11-24'}}
            """
                + status,
            OnCallOverride.class);
    return new OverrideReader(serialization).agreed(roster(), List.of(override)).covers().agreed();
  }

  private Roster roster() {
    OnCallRotation rotation =
        serialization.unmarshal(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallRotation
            metadata: {name: sre, namespace: ops, creationTimestamp: "2026-11-20T08:00:00Z"}
            spec: {engineers: [{name: alice}, {name: bob}]}
            """,
            OnCallRotation.class);
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    RosterReader rosters = new RosterReader(serialization, new JollydayHolidays(), clock);
    return ((RosterReader.Reading.Valid) rosters.read(rotation, true)).roster();
  }
}
