package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.notify.Notice;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is asked for help. */
class HelpWantedTest {

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: ops, uid: uid-1, generation: 1}
      spec:
        engineers:
        - {name: alice}
        - {name: bob}
        - {name: carol, timeOff: [{from: "2026-11-24", to: "2026-11-24"}]}
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
      status:
        onCall: %s
        list:
        - {engineer: alice, state: OnCall}
        - {engineer: bob, state: Waiting}
        - {engineer: carol, state: Waiting}
      """;

  private static final String ALICES =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: sre-alert-1, namespace: ops, uid: uid-2}
      spec: {rotation: sre, summary: It is hard, severity: Info, helpWanted: true}
      status: {phase: Open, onCall: alice, severity: Info, firstSeen: "2026-11-23T08:00:00Z", count: 1}
      """;

  @Test
  void theOthersAre() {
    assertThat(asked("alice", ALICES, "2026-11-23T09:00:00Z")).containsExactly("bob", "carol");
  }

  @Test
  void whoeverIsOnCallByThenStillIs() {
    assertThat(asked("bob", ALICES, "2026-11-24T09:00:00Z"))
        .as("carol is away")
        .containsExactly("bob");
  }

  @Test
  void whoLooksAfterItIsNot() {
    String bobs = ALICES.replace("helpWanted", "acknowledgedBy: bob, helpWanted");
    assertThat(asked("alice", bobs, "2026-11-23T09:00:00Z")).containsExactly("carol");
  }

  private static List<String> asked(String onCall, String entry, String now) {
    return Owing.of(ROTATION.formatted(onCall), entry, Instant.parse(now)).now().stream()
        .filter(notice -> notice.key().equals(EntryNotices.HELP_WANTED))
        .map(Notice::to)
        .map(to -> ((Audience.One) to).engineer().name())
        .toList();
  }
}
