package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.logentry.EntryNotices.Owed;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.spec.RosterReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What people are to be told of a problem, by resources as they are written down. */
final class Owing {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private Owing() {}

  static Owed of(String rotation, String entry, Instant now) {
    OnCallRotation read = YAML.unmarshal(rotation, OnCallRotation.class);
    OnCallLogEntry problem = YAML.unmarshal(entry, OnCallLogEntry.class);
    RosterReader reader =
        new RosterReader(YAML, new JollydayHolidays(), Clock.fixed(now, ZoneOffset.UTC));
    RosterReader.Reading.Valid valid = (RosterReader.Reading.Valid) reader.read(read, true);
    return new EntryNotices(read, valid.roster()).ofProblem(problem, problem.getStatus(), now);
  }
}
