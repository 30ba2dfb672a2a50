package io.operatefirst.oncall.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.OnCallRotation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is due is started, by whatever way the clock came there. */
class AgendaTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final ResourceID SRE = new ResourceID("sre", "ops");

  private final List<Event> started = new ArrayList<>();
  private final Agenda<OnCallRotation> agenda = new Agenda<>();

  @BeforeEach
  void start() {
    agenda.setEventHandler(started::add);
    agenda.start();
  }

  @Test
  void nothingIsStartedBeforeItsTime() {
    agenda.settled(SRE, NINE);

    agenda.sweep(NINE.minusSeconds(1), id -> true);

    assertThat(started).isEmpty();
  }

  @Test
  void aClockThatJumpsOverTheTimeStartsIt() {
    agenda.settled(SRE, NINE);

    agenda.sweep(NINE.plusSeconds(9 * 24 * 3600), id -> true);

    assertThat(started).extracting(Event::getRelatedCustomResourceID).containsExactly(SRE);
  }

  @Test
  void whatWasStartedIsLeftAloneForAWhileAndThenStartedAgain() {
    agenda.settled(SRE, NINE);

    agenda.sweep(NINE, id -> true);
    agenda.sweep(NINE.plusSeconds(14), id -> true);
    assertThat(started).hasSize(1);

    agenda.sweep(NINE.plusSeconds(15), id -> true);
    assertThat(started).hasSize(2);
  }

  /** Whatever the clock says: a storm that is over is looked at once more. */
  @Test
  void whatWasLookedAtOftenEnoughWaitsForTheNextSweep() {
    assertThat(agenda.mayBegin(SRE, 2)).isTrue();
    assertThat(agenda.mayBegin(SRE, 2)).isTrue();
    agenda.settled(SRE, Instant.MAX);
    assertThat(agenda.mayBegin(SRE, 2)).isFalse();
    assertThat(agenda.mayBegin(new ResourceID("other", "ops"), 2)).isTrue();

    agenda.sweep(NINE, id -> true);

    assertThat(started).extracting(Event::getRelatedCustomResourceID).containsExactly(SRE);
    assertThat(agenda.mayBegin(SRE, 2)).isTrue();
  }

  @Test
  void aReconciliationThatNeverEndsWellIsStartedAgain() {
    agenda.begun(SRE, NINE);

    agenda.sweep(NINE.plusSeconds(15), id -> true);

    assertThat(started).hasSize(1);
  }

  /** The reconciliation may have read it before. */
  @Test
  void whatChangesWhileItIsReconciledStartsItAgain() {
    agenda.begun(SRE, NINE);
    agenda.lookAgain(SRE);
    agenda.settled(SRE, NINE.plusSeconds(3600));

    agenda.sweep(NINE, id -> true);
    assertThat(started).hasSize(1);

    agenda.begun(SRE, NINE);
    agenda.settled(SRE, NINE.plusSeconds(3600));
    agenda.sweep(NINE.plusSeconds(1800), id -> true);
    assertThat(started).hasSize(1);
  }

  @Test
  void aDeletedRotationLeavesTheAgenda() {
    agenda.settled(SRE, NINE);

    agenda.sweep(NINE, id -> false);
    agenda.sweep(NINE.plusSeconds(60), id -> true);

    assertThat(started).isEmpty();
  }

  @Test
  void aClockThatIsSetBackHoldsNothingUp() {
    agenda.settled(SRE, NINE.plusSeconds(60));
    agenda.sweep(NINE, id -> true);

    agenda.sweep(NINE.minusSeconds(24 * 3600), id -> true);

    assertThat(started).extracting(Event::getRelatedCustomResourceID).containsExactly(SRE);
  }

  @Test
  void aClockThatIsPutRightByLessThanThatStartsNothing() {
    agenda.settled(SRE, NINE.plusSeconds(60));
    agenda.sweep(NINE, id -> true);

    agenda.sweep(NINE.minusSeconds(2), id -> true);

    assertThat(started).isEmpty();
  }
}
