package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.WorkCalendar;
import io.operatefirst.oncall.spec.RosterReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody hears who asks who is on call. */
class WhoIsOnCallTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Instant FRIDAY_AT_TEN = Instant.parse("2026-11-27T09:00:00Z");

  private static final String SPEC =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: ops, uid: uid-1, generation: 1}
      spec:
        engineers: [{name: alice, displayName: Alice Example}, {name: bob}]
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
      """;

  private static final String STATUS =
      SPEC
          + """
          status:
            onCall: alice
            until: Mon 2026-11-30 09:00 CET
            next: {engineer: bob, start: "2026-11-30T08:00:00Z"}
            upcoming:
            - {engineer: bob, start: "2026-11-30T08:00:00Z", end: "2026-12-01T08:00:00Z"}
          """;

  @Test
  void inCoverageWhoItIsUntilWhenAndWhoIsNext() {
    assertThat(at(STATUS, FRIDAY_AT_TEN))
        .isEqualTo(
            "Alice Example is on call until Mon 2026-11-30 09:00 CET. Next: bob, from Mon"
                + " 2026-11-30 09:00 CET.");
  }

  @Test
  void outsideCoverageWhenItIsNotAndWhoIsThereThen() {
    assertThat(at(STATUS, Instant.parse("2026-11-28T12:00:00Z")))
        .isEqualTo(
            "Nobody is on duty at this hour (Mon-Fri 09:00-17:00 Europe/Prague). From Mon"
                + " 2026-11-30 09:00 CET on: bob.");
    assertThat(who(STATUS, Instant.parse("2026-11-28T12:00:00Z")).onCall()).isPresent();
  }

  @Test
  void whereNobodyIsOnCallThatIsSaid() {
    assertThat(at(STATUS.replace("  onCall: alice\n", ""), FRIDAY_AT_TEN))
        .isEqualTo("Nobody is on call. Next: bob, from Mon 2026-11-30 09:00 CET.");
  }

  @Test
  void beforeAnythingIsKnownThatIsSaid() {
    assertThat(at(SPEC, FRIDAY_AT_TEN)).isEqualTo("Nobody can say at present who is on call.");
    assertThat(new WhoIsOnCall(rotation(STATUS), Optional.empty(), FRIDAY_AT_TEN).inWords())
        .isEqualTo("Nobody can say at present who is on call.");
  }

  private static String at(String yaml, Instant now) {
    return who(yaml, now).inWords();
  }

  private static WhoIsOnCall who(String yaml, Instant now) {
    OnCallRotation rotation = rotation(yaml);
    return new WhoIsOnCall(rotation, Optional.of(calendar(rotation)), now);
  }

  private static OnCallRotation rotation(String yaml) {
    return YAML.unmarshal(yaml, OnCallRotation.class);
  }

  private static WorkCalendar calendar(OnCallRotation rotation) {
    RosterReader reader =
        new RosterReader(YAML, new JollydayHolidays(), Clock.fixed(FRIDAY_AT_TEN, ZoneOffset.UTC));
    return ((RosterReader.Reading.Valid) reader.read(rotation, true)).roster().calendar();
  }
}
