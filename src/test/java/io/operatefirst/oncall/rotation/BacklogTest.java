package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the rotation says of the runbooks that are owed, and by whom. */
class BacklogTest {

  @Test
  void theOneOnCallOwesItAndNeitherWhoHelpedNorWhoTookNote() {
    var documented = backlog(resolved("disk-full", 1, "alice")).documented();

    assertThat(documented.getReason()).isEqualTo(Conditions.RUNBOOKS_MISSING);
    assertThat(documented.getMessage())
        .contains("disk-full (alice)")
        .doesNotContain("bob")
        .doesNotContain("carol");
  }

  @Test
  void theOldestComesFirst() {
    assertThat(
            backlog(resolved("a-young", 9, "alice"), resolved("z-old", 2, "bob"))
                .documented()
                .getMessage())
        .contains("z-old (bob), a-young (alice).");
  }

  @Test
  void fiveAreToldAndTheRestIsCounted() {
    OnCallLogEntry[] entries =
        IntStream.rangeClosed(1, 7)
            .mapToObj(day -> resolved("problem-" + day, day, "alice"))
            .toArray(OnCallLogEntry[]::new);

    assertThat(backlog(entries).documented().getMessage())
        .contains("problem-5 (alice) and 2 more.")
        .doesNotContain("problem-6");
  }

  @Test
  void whereNobodyWasOnCallNobodyIsNamed() {
    OnCallLogEntry entry = resolved("disk-full", 1, "alice");
    entry.setStatus(null);

    assertThat(backlog(entry).documented().getMessage()).contains(": disk-full. Write it");
  }

  private static Backlog backlog(OnCallLogEntry... entries) {
    OnCallRotation rotation =
        Serialization.unmarshal("{\"metadata\":{\"name\":\"ops\"}}", OnCallRotation.class);
    return Backlog.of(rotation, List.of(entries));
  }

  private static OnCallLogEntry resolved(String name, int day, String onCall) {
    return Serialization.unmarshal(
        """
        {"metadata": {"name": "%s", "creationTimestamp": "2026-03-0%dT08:00:00Z"},
         "spec": {"rotation": "ops", "type": "Task", "severity": "Warning", "resolved": true,
                  "acknowledgedBy": "carol", "assistedBy": ["bob"]},
         "status": {"onCall": "%s"}}
        """
            .formatted(name, day, onCall),
        OnCallLogEntry.class);
  }
}
