package io.operatefirst.oncall.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverflowTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final Overflow overflow = new Overflow();

  @Test
  void whatHasNoEntryIsOneHappeningThatCountsThem() {
    overflow.add("a", new Decision.Overflow(Severity.WARNING, NOW));
    overflow.add("b", new Decision.Overflow(Severity.CRITICAL, NOW.minusSeconds(60)));
    overflow.add("b", new Decision.Overflow(Severity.CRITICAL, NOW.minusSeconds(60)));

    Signal signal = overflow.signal(Kind.ALERT, 200);

    assertThat(signal.summary()).contains("spec.log.maxOpenEntries (200)");
    assertThat(created(signal).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(created(signal).firstSeen()).isEqualTo(NOW.minusSeconds(60));
    assertThat(created(signal).count()).isEqualTo(2);
  }

  @Test
  void onceNothingWaitsItIsOver() {
    overflow.add("a", new Decision.Overflow(Severity.WARNING, NOW));
    Sighting before = created(overflow.signal(Kind.ALERT, 200));
    overflow.remove("a");

    Decision decision =
        Triage.decide(
            overflow.signal(Kind.ALERT, 200).observation(),
            Optional.of(new Logged("sre-alert-1", false, before)),
            () -> true,
            NOW);

    assertThat(((Decision.Update) decision).sighting().firing()).isFalse();
    assertThat(((Decision.Update) decision).sighting().count()).isEqualTo(1);
  }

  @Test
  void whatFindsNoRoomAfterItWasResolvedIsAnother() {
    overflow.add("a", new Decision.Overflow(Severity.WARNING, NOW.minusSeconds(60)));
    overflow.add("b", new Decision.Overflow(Severity.WARNING, NOW.minusSeconds(30)));
    Logged resolved = new Logged("sre-alert-1", true, created(overflow.signal(Kind.ALERT, 200)));
    assertThat(decided(resolved)).as("the same").isInstanceOf(Decision.Ignore.class);

    overflow.add("c", new Decision.Overflow(Severity.CRITICAL, NOW));

    Decision.Create another = (Decision.Create) decided(resolved);
    assertThat(another.sighting().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(another.sighting().count()).isEqualTo(3);
  }

  private Decision decided(Logged logged) {
    return Triage.decide(
        overflow.signal(Kind.ALERT, 200).observation(), Optional.of(logged), () -> true, NOW);
  }

  @Test
  void thatNothingWaitsAnyMoreIsToldOnce() {
    assertThat(overflow.isToBeTold()).isFalse();
    overflow.add("a", new Decision.Overflow(Severity.WARNING, NOW));
    overflow.told();
    assertThat(overflow.isToBeTold()).isTrue();

    overflow.remove("a");

    assertThat(overflow.isToBeTold()).isTrue();
    overflow.told();
    assertThat(overflow.isToBeTold()).isFalse();
  }

  private static Sighting created(Signal signal) {
    return ((Decision.Create)
            Triage.decide(signal.observation(), Optional.empty(), () -> true, NOW))
        .sighting();
  }
}
