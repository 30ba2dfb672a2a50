package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.log.Phase;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When it is settled whom an entry concerns. */
class ResponsibleTest {

  private static final Instant NIGHT = Instant.parse("2026-11-25T03:00:00Z");
  private static final Instant MORNING = Instant.parse("2026-11-25T08:00:00Z");
  private static final Responsible WAITING =
      new Responsible(Optional.of("dave"), Optional.of(MORNING));

  @Test
  void whatCameInAtNightMayChangeHandsUntilCoverageStarts() {
    assertThat(WAITING.isDecided(Phase.OPEN, NIGHT)).isFalse();
    assertThat(WAITING.isDecided(Phase.OPEN, MORNING)).isTrue();
  }

  @Test
  void whatIsLookedAfterOrDoneWithDoesNot() {
    assertThat(WAITING.isDecided(Phase.ACKNOWLEDGED, NIGHT)).isTrue();
    assertThat(WAITING.isDecided(Phase.CLOSED, NIGHT)).isTrue();
  }

  @Test
  void whatConcernsNobodyIsOpenToBeTaken() {
    assertThat(Responsible.NOBODY.isDecided(Phase.OPEN, MORNING)).isFalse();
  }
}
