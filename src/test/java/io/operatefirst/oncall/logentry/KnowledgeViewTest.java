package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.operatefirst.oncall.api.KnowledgeStatus;
import io.operatefirst.oncall.api.KnowledgeStatus.Holder;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which entries tell that somebody knows what to do. */
class KnowledgeViewTest {

  private static final String ALERT = "alert: {labels: [%s{name: alertname, value: CrashLoop}]}";
  private static final String ALICE = "status: {onCall: alice}";

  @Test
  void aProblemIsBroaderThanOneObject() {
    assertThat(
            knowledge(
                entry("Alert", ALERT.formatted("{name: namespace, value: shop}, "), "", ALICE),
                entry("Alert", ALERT.formatted("{name: namespace, value: bank}, "), "", ALICE),
                entry("Event", "event: {kind: Pod, name: a, reason: BackOff}", "", ALICE),
                entry(
                    "ClusterOperator",
                    "clusterOperator: {name: dns, condition: Degraded}",
                    "",
                    ALICE)))
        .containsExactly(
            new KnowledgeStatus("CrashLoop", 2, List.of(new Holder("alice", 2, 0))),
            new KnowledgeStatus("BackOff", 1, List.of(new Holder("alice", 1, 0))),
            new KnowledgeStatus("dns", 1, List.of(new Holder("alice", 1, 0))));
  }

  @Test
  void itIsTheKnowledgeOfWhoLookedAfterItNotOfWhoHelped() {
    String helped = ", assistedBy: [carol], acknowledgedBy: ";
    assertThat(
            knowledge(
                entry("Alert", ALERT.formatted(""), helped + "dave", ALICE),
                entry("Alert", ALERT.formatted(""), helped + "dave@example.org", ALICE),
                // Who has left the list took it along.
                entry("Alert", ALERT.formatted(""), helped + "erin", ALICE),
                // Nobody took note: then it was for who was on call.
                entry("Alert", ALERT.formatted(""), ", assistedBy: [carol]", ALICE),
                // Nobody is their own help.
                entry(
                    "Alert",
                    ALERT.formatted(""),
                    ", assistedBy: [dave@example.org], acknowledgedBy: dave",
                    ALICE)))
        .containsExactly(
            new KnowledgeStatus(
                "CrashLoop",
                5,
                List.of(
                    new Holder("dave", 1, 2),
                    new Holder("alice", 0, 1),
                    new Holder("erin", 0, 1))));
  }

  @Test
  void whatNoPersonResolvedShowsNothing() {
    assertThat(
            knowledge(
                entry(
                    "Alert",
                    ALERT.formatted(""),
                    ", resolved: false",
                    "status: {onCall: alice, firing: false}")))
        .isEmpty();
  }

  @Test
  void whatIsNobodysOrOfNoKindIsNotCounted() {
    assertThat(
            knowledge(
                entry("Alert", ALERT.formatted(""), "", "status: {}"),
                entry("Alert", ALERT.formatted(""), "", ""),
                entry("Alert", ALERT.formatted(""), ", rotation: other", ALICE),
                entry("Alert", "alert: {labels: [{name: namespace, value: shop}]}", "", ALICE),
                entry("Alert", "alert: {labels: [{name: alertname, value: ' '}]}", "", ALICE),
                entry("Alert", "alert: {}", "", ALICE),
                entry("Alert", "overflow: true", "", ALICE),
                entry("Event", ALERT.formatted(""), "", ALICE),
                entry("Task", ALERT.formatted(""), "", ALICE),
                entry("Handover", ALERT.formatted(""), "", ALICE)))
        .isEmpty();
  }

  /** As the schema of the status asks for: a label may be longer. */
  @Test
  void aLongNameIsCut() {
    String alert = "alert: {labels: [{name: alertname, value: " + "x".repeat(1024) + "}]}";

    assertThat(knowledge(entry("Alert", alert, "", ALICE)).get(0).problem())
        .hasSize(253)
        .endsWith("x…");
  }

  private static List<KnowledgeStatus> knowledge(OnCallLogEntry... entries) {
    OnCallRotation rotation =
        Serialization.unmarshal(
            """
            metadata: {name: ops}
            spec: {engineers: [{name: alice}, {name: dave, username: dave@example.org}]}
            """,
            OnCallRotation.class);
    return KnowledgeView.of(rotation, Stream.of(entries).toList());
  }

  /**
   * @param more of the spec, which counts where it contradicts
   */
  private static OnCallLogEntry entry(String type, String source, String more, String status) {
    String spec =
        Stream.of("rotation: ops", "resolved: true")
            .filter(field -> !more.contains(field.substring(0, field.indexOf(':'))))
            .reduce("type: " + type, (all, field) -> all + ", " + field);
    return Serialization.unmarshal(
        """
        metadata: {name: any}
        spec: {%s%s, source: {key: abc, startsAt: "2026-11-20T10:00:00Z", %s}}
        %s
        """
            .formatted(spec, more, source, status),
        OnCallLogEntry.class);
  }
}
