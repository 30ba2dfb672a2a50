package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Rotations as a user writes them, for tests. */
final class Rotations {

  static final String SRE =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
        namespace: ops
        uid: uid-1
        generation: 1
        creationTimestamp: "2026-11-23T06:00:00Z"
      spec:
        engineers:
        - name: alice
          timeOff:
          - {from: "2026-11-26", to: "2027-02-15", reason: parental leave}
        - name: bob
          timeOff:
          - {from: "2027-03-01", to: "2027-03-05"}
        - name: carol
        schedule:
          timeZone: Europe/Prague
          startDate: "2026-11-23"
          holidays: {country: CZ}
        order:
          seed: "42"
      """;

  private Rotations() {}

  static OnCallRotation rotation() {
    return parse(SRE);
  }

  static OnCallRotation parse(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, OnCallRotation.class);
  }

  static String json(OnCallLogEntry entry) {
    return new KubernetesSerialization().asJson(entry);
  }

  static OnCallLogEntry entry(String json) {
    return new KubernetesSerialization().unmarshal(json, OnCallLogEntry.class);
  }

  static RosterReader reader() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
    return new RosterReader(new KubernetesSerialization(), new JollydayHolidays(), clock);
  }

  static Roster roster(OnCallRotation rotation) {
    return ((Reading.Valid) reader().read(rotation, true)).roster();
  }
}
