package io.operatefirst.oncall.log;

import static io.operatefirst.oncall.log.Escalation.Step.EVERYBODY;
import static io.operatefirst.oncall.log.Escalation.Step.NEXT_ENGINEER;
import static io.operatefirst.oncall.log.Escalation.Step.REMINDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.log.Escalation.Next;
import io.operatefirst.oncall.log.Escalation.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who hears of it when nobody takes note: one after the other, each in their own time. */
class EscalationTest {

  private static final Instant SINCE = Instant.parse("2026-11-23T08:00:00Z");
  private static final Duration WITHIN = Duration.ofMinutes(15);

  private final Escalation escalation = new Escalation(WITHIN, Instant::plus);

  @Test
  void whoIsOnCallIsRemindedFirst() {
    assertThat(escalation.next(SINCE, List.of())).contains(new Next(REMINDED, SINCE.plus(WITHIN)));
  }

  @Test
  void eachStepLeadsToTheNextAfterAsLongAgain() {
    Taken reminded = new Taken(REMINDED, SINCE.plusSeconds(1000));
    Taken next = new Taken(NEXT_ENGINEER, SINCE.plusSeconds(5000));

    assertThat(escalation.next(SINCE, List.of(reminded)))
        .contains(new Next(NEXT_ENGINEER, SINCE.plusSeconds(1900)));
    assertThat(escalation.next(SINCE, List.of(reminded, next)))
        .contains(new Next(EVERYBODY, SINCE.plusSeconds(5900)));
  }

  @Test
  void afterEverybodyThereIsNobodyLeft() {
    assertThat(escalation.next(SINCE, List.of(new Taken(EVERYBODY, SINCE)))).isEmpty();
  }

  /** A reminder that came a day late gives as long as one in time. */
  @Test
  void afterATimeWithoutAnOperatorNobodyIsSkippedOver() {
    Instant late = SINCE.plus(Duration.ofDays(1));

    assertThat(escalation.next(SINCE, List.of(new Taken(REMINDED, late))))
        .contains(new Next(NEXT_ENGINEER, late.plus(WITHIN)));
  }

  @Test
  void onlyTheHoursCountThatTheTeamHasAgreedOn() {
    Escalation halfTheTime =
        new Escalation(WITHIN, (from, time) -> from.plus(time.multipliedBy(2)));

    assertThat(halfTheTime.next(SINCE, List.of()))
        .contains(new Next(REMINDED, SINCE.plus(WITHIN).plus(WITHIN)));
  }
}
