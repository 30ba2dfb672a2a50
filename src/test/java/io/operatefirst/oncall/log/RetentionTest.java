package io.operatefirst.oncall.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may leave the log, and what never does. */
class RetentionTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Duration KEEP = Duration.ofDays(90);

  private boolean resolved = true;
  private Severity severity = Severity.WARNING;
  private Optional<String> runbook = Optional.of("https://example.org/runbook");
  private Optional<String> runbookOfSource = Optional.empty();
  private boolean runbookOutdated;
  private boolean firing;
  private Instant lastChange = NOW.minus(KEEP).minusSeconds(1);

  @Test
  void whatIsClosedAndOldMayGo() {
    assertThat(mayGo()).isTrue();
  }

  @Test
  void whatIsNotOldEnoughStays() {
    lastChange = NOW.minus(KEEP);
    assertThat(mayGo()).isFalse();
  }

  @Test
  void whatChangesInTheFutureStays() {
    lastChange = NOW.plus(KEEP.multipliedBy(2));
    assertThat(mayGo()).isFalse();
  }

  @Test
  void whatNobodyHasResolvedStays() {
    resolved = false;
    assertThat(mayGo()).isFalse();
  }

  @Test
  void whatOwesItsRunbookStays() {
    runbook = Optional.empty();
    assertThat(mayGo()).isFalse();

    runbookOfSource = Optional.of("https://example.org/of-the-alert");
    runbookOutdated = true;
    assertThat(mayGo()).isFalse();

    runbookOutdated = false;
    assertThat(mayGo()).isTrue();
  }

  @Test
  void whatNeedsNoRunbookMayGoWithoutOne() {
    runbook = Optional.empty();
    severity = Severity.INFO;
    assertThat(mayGo()).isTrue();
  }

  /** It would be logged anew at the next look, as if it had just begun. */
  @Test
  void whatStillFiresStays() {
    firing = true;
    assertThat(mayGo()).isFalse();
  }

  private boolean mayGo() {
    return new Retention(KEEP)
        .mayGo(
            new Entry(
                severity,
                runbookOfSource,
                Optional.empty(),
                false,
                new Response(Optional.empty(), resolved, runbook, runbookOutdated)),
            firing,
            lastChange,
            NOW);
  }
}
