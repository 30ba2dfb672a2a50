package io.operatefirst.oncall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.NotUnderstood;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.ScheduleSpec.Day;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a newer operator has written is read by the mapper that the operator's client has. */
class NewerReadingTest {

  private static final String ROTATION =
      """
      {"apiVersion": "oncall.operate-first.cloud/v1alpha1", "kind": "OnCallRotation",
       "metadata": {"name": "%s", "namespace": "team", "annotations": {"mine": "kept"}},
       "spec": {"engineers": [{"name": "alice", "pager": 7}],
                "schedule": {"cadence": "%s", "workingDays": ["Monday", "%s"], "shadow": true}},
       "status": {"phase": "Paused", "onCall": "alice", "mood": {"of": "alice"},
                  "list": [{"engineer": "alice", "state": "Skipped", "present": true}]}}
      """;

  private static final String NEW = ROTATION.formatted("new", "Hourly", "Someday");
  private static final String OLD = ROTATION.formatted("old", "Weekly", "Friday");

  private static final String ENTRY =
      """
      {"apiVersion": "oncall.operate-first.cloud/v1alpha1", "kind": "OnCallLogEntry",
       "metadata": {"name": "e", "namespace": "team"},
       "spec": {"rotation": "sre", "type": "Incident", "severity": "Fatal",
                "source": {"question": {"place": "Fax", "thread": "1", "asker": "u"}}},
       "status": {"phase": "Postponed", "severity": "Fatal",
                  "escalations": [{"step": "Paged", "at": "2026-11-23T08:00:00Z"}]}}
      """;

  private final KubernetesSerialization serialization = new KubernetesSerialization(mapper(), true);

  private static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    new LeanReading().customize(mapper);
    new NewerReading().customize(mapper);
    return mapper;
  }

  /** Else the test would say nothing: so it is without. */
  @Test
  void oneOfAListWouldKeepAllOthersFromBeingRead() {
    KubernetesSerialization plain = new KubernetesSerialization();

    assertThatThrownBy(() -> plain.unmarshal(list(OLD, NEW), new Rotations()))
        .hasRootCauseInstanceOf(MismatchedInputException.class);
  }

  @Test
  void aListIsReadAndEachOfItHasItsOwnNotes() {
    List<OnCallRotation> read =
        serialization.unmarshal(list(OLD, NEW, OLD), new Rotations()).getItems();

    assertThat(read).hasSize(3);
    assertThat(NotUnderstood.below("spec", read.get(0)))
        .containsExactly("spec.handover.order.state \"Skipped\"");
    assertThat(NotUnderstood.below("spec.schedule", read.get(1)))
        .containsExactly(
            "spec.schedule.cadence \"Hourly\"", "spec.schedule.workingDays \"Someday\"");
    assertThat(NotUnderstood.below("spec.schedule", read.get(2))).isEmpty();
    assertThat(read.get(0).getSpec().schedule().workingDays())
        .containsExactly(Day.MONDAY, Day.FRIDAY);
    assertThat(read.get(1).getStatus().phase()).isNull();
    assertThat(read.get(1).getStatus().onCall()).isEqualTo("alice");
    assertThat(read.get(1).getMetadata().getAnnotations()).containsEntry("mine", "kept");
  }

  /** The SDK hands a copy to the reconcilers. */
  @Test
  void aCopyKeepsTheNotes() {
    OnCallRotation copy = serialization.clone(serialization.unmarshal(NEW, OnCallRotation.class));

    assertThat(NotUnderstood.below("spec.schedule", copy)).hasSize(2);
  }

  @Test
  void whatIsWatchedIsReadLikewise() {
    WatchEvent event =
        serialization.unmarshal(
            "{\"type\": \"MODIFIED\", \"object\": " + NEW + "}", WatchEvent.class);

    OnCallRotation read = serialization.convertValue(event.getObject(), OnCallRotation.class);
    assertThat(NotUnderstood.below("spec.schedule", read)).hasSize(2);
  }

  @Test
  void anEntryIsReadAsFarAsItIsKnown() {
    OnCallLogEntry read = serialization.unmarshal(ENTRY, OnCallLogEntry.class);

    assertThat(read.getSpec().type()).isNull();
    assertThat(read.getSpec().rotation()).isEqualTo("sre");
    assertThat(read.getStatus().escalations()).singleElement().extracting("step").isNull();
    assertThat(NotUnderstood.below("spec", read)).isEmpty();
  }

  private static InputStream list(String... items) {
    String list =
        "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [%s]}"
            .formatted(String.join(",", items));
    return new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Rotations
      extends TypeReference<DefaultKubernetesResourceList<OnCallRotation>> {}
}
