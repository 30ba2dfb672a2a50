package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SprintStatus;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.status.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked example of the page is what the operator says of the sample. */
class FairnessPageTest {

  private static final Instant NOON = Instant.parse("2026-12-30T11:00:00Z");

  @Test
  void theExampleIsTrue() throws IOException {
    String page = Files.readString(Path.of("docs", "fairness.md"));
    Assessment assessment = assessment();

    assertThat(page)
        .contains(yaml(SprintView.of(assessment.outlook().sprint().orElseThrow())))
        .contains(fair(assessment));
  }

  private static Assessment assessment() throws IOException {
    OnCallRotation rotation = Rotations.parse(Files.readString(Path.of("deploy/samples/sre.yaml")));
    rotation.getMetadata().setNamespace("ops");
    rotation.getMetadata().setUid("uid-1");
    Planner planner = new Planner(Rotations.roster(rotation));
    List<OnCallLogEntry> log = new ArrayList<>();
    Instant start = Instant.parse("2026-11-23T08:00:00Z");
    planner
        .from(Optional.empty(), Shown.NOTHING, start)
        .takeWhile(handover -> !handover.at().isAfter(NOON))
        .forEach(handover -> log.add(entry(rotation, handover)));
    // Nothing is due, so that nothing is committed.
    return new CatchUp(null, rotation, planner, NOON).from(Memory.of(rotation, log));
  }

  private static OnCallLogEntry entry(OnCallRotation rotation, Handover handover) {
    return HandoverEntries.entry(rotation, HandoverEntries.write(handover, "uid-1"), "any");
  }

  private static String fair(Assessment assessment) {
    Condition fair = Conditions.find(assessment.conditions(), Conditions.FAIR).orElseThrow();
    return "Fair=%s %s: %s".formatted(fair.getStatus(), fair.getReason(), fair.getMessage());
  }

  private static String yaml(SprintStatus sprint) {
    StringBuilder yaml =
        new StringBuilder(
            "sprint:\n  start: \"%s\"\n  end: \"%s\"\n  workingDays: %d\n  engineers:\n"
                .formatted(sprint.start(), sprint.end(), sprint.workingDays()));
    for (SprintStatus.Share share : sprint.engineers()) {
      yaml.append(
          "  - {engineer: %s, turns: %d, fridays: %d, daysBeforeHolidays: %d, covers: %d, planned: %d, days: %d, share: %d}\n"
              .formatted(
                  share.engineer(),
                  share.turns(),
                  share.fridays(),
                  share.daysBeforeHolidays(),
                  share.covers(),
                  share.planned(),
                  share.days(),
                  share.share()));
    }
    return yaml.toString();
  }
}
