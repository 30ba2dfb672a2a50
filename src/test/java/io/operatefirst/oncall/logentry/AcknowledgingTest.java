package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.notify.Notice;
import io.operatefirst.oncall.status.Conditions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever types what they are told may do that, also where nobody may write another's name. */
class AcknowledgingTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: ops, uid: uid-1, generation: 1}
      spec:
        engineers:
        - {name: alice, username: "alice@example.org"}
        - {name: bob}
        - {name: carol, username: ""}
        - {name: dave, username: "d'ave\\\\"}
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
      status: {onCall: alice}
      """;

  private static final String ENTRY =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: disk, namespace: ops, uid: uid-2}
      spec: {rotation: sre, type: Task, summary: It is full, severity: Warning}
      status: {phase: Open, onCall: %s, severity: Warning, firstSeen: "2026-11-23T08:00:00Z", count: 1}
      """;

  @ParameterizedTest
  @CsvSource({"alice, alice@example.org", "bob, bob", "carol, carol", "zoe, zoe"})
  void inTheNameThatTheClusterKnows(String name, String expected) {
    assertThat(Acknowledging.by(read(ROTATION, OnCallRotation.class), name))
        .isEqualTo("\"acknowledgedBy\":\"" + expected + "\"");
  }

  @Test
  void aNameDoesNotEndTheQuotesAroundIt() {
    assertThat(Acknowledging.by(read(ROTATION, OnCallRotation.class), "dave"))
        .isEqualTo("\"acknowledgedBy\":\"d\\u0027ave\\u005c\"");
  }

  @ParameterizedTest
  @CsvSource({"alice, alice@example.org", "bob, bob"})
  void theEntryAndItsNoticeSayTheSame(String name, String expected) {
    String command = "--type merge -p '{\"spec\":{\"acknowledgedBy\":\"%s\"}}'".formatted(expected);
    String entry = ENTRY.formatted(name);

    assertThat(shown(entry, name)).endsWith(command);
    assertThat(Owing.of(ROTATION, entry, NOW).now())
        .extracting(Notice::text)
        .singleElement()
        .satisfies(text -> assertThat(text.body()).endsWith(command));
  }

  private static String shown(String entry, String onCall) {
    OnCallLogEntry problem = read(entry, OnCallLogEntry.class);
    problem.getMetadata().setCreationTimestamp("2026-11-23T08:00:00Z");
    Condition acknowledged =
        Conditions.find(
                ProblemView.of(
                        problem,
                        new Responsible(Optional.of(onCall), Optional.empty()),
                        Optional.of(read(ROTATION, OnCallRotation.class)),
                        Optional.empty(),
                        null,
                        Optional.empty(),
                        null,
                        Escalated.shownIn(null),
                        NOW)
                    .conditions(),
                Conditions.ACKNOWLEDGED)
            .orElseThrow();
    return acknowledged.getMessage();
  }

  private static <T> T read(String yaml, Class<T> type) {
    return YAML.unmarshal(yaml, type);
  }
}
