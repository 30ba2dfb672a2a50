package io.operatefirst.oncall.notify.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.operatefirst.oncall.api.OnCallLogEntry;
import org.junit.jupiter.api.Test;

/** An Event has a name that the server takes, whatever the resource is called. */
class EventRecorderTest {

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final EventRecorder.News NEWS =
      new EventRecorder.News(EventRecorder.Kind.NORMAL, "Escalated", "escalation-1", "told");

  @Test
  void itSaysOfWhatItIs() {
    assertThat(EventRecorder.name(entry("disk-full", "u"), NEWS))
        .isEqualTo("disk-full.escalation-1.00000075");
  }

  /** As long as that of a custom resource may be, and cut where no name may end. */
  @Test
  void aLongNameLeavesRoomForWhatIsTold() {
    for (String name : new String[] {"a".repeat(253), "a".repeat(228) + "-.-".repeat(8) + "a"}) {
      String event = EventRecorder.name(entry(name, "u"), NEWS);

      assertThat(event).hasSizeLessThanOrEqualTo(253).contains(".escalation-1.");
      assertThat(event.split("\\.", -1)).allMatch(label -> label.matches(LABEL));
      assertThat(EventRecorder.name(entry(name, "another"), NEWS)).isNotEqualTo(event);
    }
  }

  private static OnCallLogEntry entry(String name, String uid) {
    OnCallLogEntry entry = new OnCallLogEntry();
    entry.setMetadata(new ObjectMetaBuilder().withName(name).withUid(uid).build());
    return entry;
  }
}
