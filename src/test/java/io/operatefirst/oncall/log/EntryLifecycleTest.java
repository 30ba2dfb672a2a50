package io.operatefirst.oncall.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From open to closed, and what a runbook has to do with it. */
class EntryLifecycleTest {

  private Severity severity = Severity.WARNING;
  private Optional<String> runbookOfSource = Optional.empty();
  private Optional<String> runbookOfLastTime = Optional.empty();
  private boolean escalated;
  private Optional<String> acknowledgedBy = Optional.empty();
  private boolean resolved;
  private Optional<String> runbook = Optional.empty();
  private boolean runbookOutdated;

  @Test
  void nobodyHasTakenNote() {
    assertThat(phase()).isEqualTo(Phase.OPEN);
    escalated = true;
    assertThat(phase()).isEqualTo(Phase.ESCALATED);
  }

  @Test
  void whoTakesNoteEndsTheEscalation() {
    escalated = true;
    acknowledgedBy = Optional.of("alice");
    assertThat(phase()).isEqualTo(Phase.ACKNOWLEDGED);
  }

  @Test
  void noProblemIsClosedBeforeItsRunbookExists() {
    resolved = true;
    assertThat(phase()).isEqualTo(Phase.RESOLVED);
    assertThat(documentation()).isEqualTo(Documentation.RUNBOOK_MISSING);

    runbook = Optional.of("https://example.org/runbook");
    assertThat(phase()).isEqualTo(Phase.CLOSED);
    assertThat(documentation()).isEqualTo(Documentation.RUNBOOK_LINKED);
  }

  @Test
  void theRunbookOfAnAlertIsEnoughUnlessItDidNotHelp() {
    resolved = true;
    runbookOfSource = Optional.of("https://example.org/of-the-alert");
    assertThat(phase()).isEqualTo(Phase.CLOSED);
    assertThat(documentation()).isEqualTo(Documentation.RUNBOOK_FROM_ALERT);

    runbookOutdated = true;
    assertThat(phase()).isEqualTo(Phase.RESOLVED);
    assertThat(documentation()).isEqualTo(Documentation.RUNBOOK_OUTDATED);

    runbook = Optional.of("https://example.org/of-the-alert");
    assertThat(phase()).isEqualTo(Phase.CLOSED);
  }

  @Test
  void whatWasWrittenLastTimeIsEnoughUnlessItDidNotHelp() {
    resolved = true;
    runbookOfLastTime = Optional.of("https://example.org/of-last-time");
    runbookOfSource = Optional.of("https://example.org/of-the-alert");
    assertThat(phase()).isEqualTo(Phase.CLOSED);
    assertThat(documentation()).isEqualTo(Documentation.RUNBOOK_FROM_LAST_TIME);

    runbookOfSource = Optional.empty();
    runbookOutdated = true;
    assertThat(phase()).isEqualTo(Phase.RESOLVED);
    assertThat(documentation()).isEqualTo(Documentation.RUNBOOK_OUTDATED);
  }

  @Test
  void whatIsForInformationOnlyNeedsNone() {
    severity = Severity.INFO;
    resolved = true;
    assertThat(phase()).isEqualTo(Phase.CLOSED);
    assertThat(documentation()).isEqualTo(Documentation.NOT_NEEDED);
  }

  @Test
  void aRunbookAloneResolvesNothing() {
    runbook = Optional.of("https://example.org/runbook");
    assertThat(phase()).isEqualTo(Phase.OPEN);
  }

  private Phase phase() {
    return EntryLifecycle.phaseOf(entry());
  }

  private Documentation documentation() {
    return Documentation.of(entry());
  }

  private Entry entry() {
    return new Entry(
        severity,
        runbookOfSource,
        runbookOfLastTime,
        escalated,
        new Response(acknowledgedBy, resolved, runbook, runbookOutdated));
  }
}
