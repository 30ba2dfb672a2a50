package io.operatefirst.oncall.intake.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.log.Decision;
import io.operatefirst.oncall.log.Logged;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventWindowTest {

  private static final Subject CART = new Subject("Pod", "shop", "cart-1", "BackOff");
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final EventWindow window = new EventWindow(WINDOW, 5);

  @Test
  void belowTheThresholdNothingHappens() {
    see("a", "09:00", "09:04", 4);

    assertThat(firing("09:04")).isEmpty();
  }

  @Test
  void atTheThresholdItHappensSinceTheFirstThatCounts() {
    for (int count = 1; count <= 5; count++) {
      see("a", "09:00", "09:0" + (count - 1), count);
    }

    assertThat(firing("09:04"))
        .containsExactly(new Happening(CART, at("09:00"), 5, "restarting failed container"));
  }

  @Test
  void whatIsOlderThanTheWindowDoesNotCount() {
    see("a", "09:00", "09:00", 1);
    see("a", "09:00", "09:01", 2);
    see("a", "09:00", "09:09", 3);
    see("a", "09:00", "09:10", 4);
    // Without the first, which is just too old, these are four.
    see("a", "09:00", "09:10", 5);
    see("a", "09:00", "09:10", 4);
    assertThat(firing("09:10")).isEmpty();
  }

  @Test
  void seldomIsNeverEnough() {
    for (int i = 0; i < 30; i++) {
      see("a", "06:00", clock(6 * 60 + 3 * i), i + 1);
      assertThat(firing(clock(6 * 60 + 3 * i))).isEmpty();
    }
  }

  @Test
  void severalEventObjectsOfOneObjectAndReasonAddUp() {
    see("a", "09:00", "09:01", 2);
    see("b", "09:02", "09:03", 2);
    assertThat(firing("09:03")).isEmpty();

    see("c", "09:04", "09:04", 1);
    assertThat(firing("09:04"))
        .singleElement()
        .satisfies(
            happening -> {
              assertThat(happening.since()).isEqualTo(at("09:00"));
              assertThat(happening.times()).isEqualTo(5);
            });
  }

  @Test
  void otherObjectsAndReasonsAreCountedApart() {
    see("a", "09:00", "09:02", 3);
    window.see(
        event("b", new Subject("Pod", "shop", "cart-2", "BackOff"), "09:00", "09:02", 3),
        at("09:02"));
    window.see(
        event("c", new Subject("Pod", "shop", "cart-1", "Unhealthy"), "09:00", "09:02", 3),
        at("09:02"));

    assertThat(firing("09:02")).isEmpty();
  }

  @Test
  void whatIsSeenAgainCountsOnce() {
    for (int i = 0; i < 10; i++) {
      see("a", "09:00", "09:03", 4);
    }
    // A list that was read before the watch brought more.
    see("a", "09:00", "09:02", 3);

    assertThat(firing("09:03")).isEmpty();
  }

  @Test
  void theCountRisesAsLongAsItGoesOn() {
    see("a", "09:00", "09:04", 5);
    see("a", "09:00", "09:06", 7);
    see("b", "09:06", "09:07", 2);

    assertThat(firing("09:07")).extracting(Happening::times).containsExactly(9);
    assertThat(firing("09:07")).extracting(Happening::since).containsExactly(at("09:00"));
  }

  @Test
  void onceItHappensItNeedNotBeOftenToGoOn() {
    see("a", "09:00", "09:04", 5);
    see("a", "09:00", "09:12", 6);
    see("a", "09:00", "09:20", 7);

    assertThat(firing("09:29")).extracting(Happening::since).containsExactly(at("09:00"));
  }

  @Test
  void itIsOverWhenNothingCameForAsLongAsTheWindow() {
    see("a", "09:00", "09:04", 5);

    assertThat(firing("09:13")).hasSize(1);
    assertThat(firing("09:14")).isEmpty();
  }

  @Test
  void whatComesAfterItsEndBeginsAnewAndIsNotWhatWasBefore() {
    see("a", "09:00", "09:04", 5);
    assertThat(firing("09:30")).isEmpty();

    see("a", "09:00", "09:40", 6);
    assertThat(firing("09:40")).isEmpty();
    see("a", "09:00", "09:44", 10);
    assertThat(firing("09:44"))
        .singleElement()
        .satisfies(
            happening -> {
              assertThat(happening.since()).isEqualTo(at("09:40"));
              assertThat(happening.times()).isEqualTo(5);
            });
  }

  @Test
  void anEndThatNobodyLookedAtIsAnEndAsWell() {
    see("a", "09:00", "09:04", 5);
    see("a", "09:00", "09:40", 6);

    assertThat(firing("09:40")).isEmpty();
  }

  @Test
  void whatIsListedAtTheStartCountsAsFarAsItIsRecent() {
    // Of twelve in two hours, evenly, one or so is of the last ten minutes.
    see("a", "07:00", "09:00", 12);
    assertThat(firing("09:00")).isEmpty();

    window.see(
        event("b", new Subject("Pod", "shop", "old", "BackOff"), "07:00", "07:30", 500),
        at("09:00"));
    assertThat(firing("09:00")).isEmpty();
  }

  @Test
  void whatIsListedLateIsSeenAsItWasSeenThen() {
    window.see(event("a", CART, "09:00", "09:08", 5), at("09:15"));

    assertThat(firing("09:15")).extracting(Happening::since).containsExactly(at("09:00"));
  }

  @Test
  void whatWasListedAtTheStartAndIsOldIsNoPartOfWhatComesLater() {
    window.see(event("a", CART, "07:00", "08:30", 500), at("09:00"));
    window.see(event("a", CART, "07:00", "09:05", 501), at("09:05"));

    assertThat(firing("09:05")).isEmpty();
  }

  @Test
  void aRestartIsNoNewsToTheLog() {
    // It went on since 08:00, at first too seldom.
    Sighting logged =
        new Sighting(
            true,
            Severity.WARNING,
            at("08:50"),
            at("09:00"),
            at("08:50"),
            30,
            signal("08:50", 30, Optional.empty()).observation().members(),
            0);
    see("a", "08:00", "09:00", 30);

    Signal again = firing("09:01").get(0).signal(Optional.of(logged));

    for (boolean resolved : new boolean[] {true, false}) {
      assertThat(
              Triage.decide(
                  again.observation(),
                  Optional.of(new Logged("sre-event-1", resolved, logged)),
                  () -> true,
                  at("09:01")))
          .isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
    }
  }

  @Test
  void whatBeginsAgainAfterItWasOverAndResolvedIsNewAlsoAfterARestart() {
    Sighting logged =
        new Sighting(
            false, Severity.WARNING, at("08:00"), at("08:20"), at("08:00"), 30, List.of(), 0);
    see("a", "08:00", "09:00", 60);

    Signal again = firing("09:01").get(0).signal(Optional.of(logged));

    assertThat(
            Triage.decide(
                again.observation(),
                Optional.of(new Logged("sre-event-1", true, logged)),
                () -> true,
                at("09:01")))
        .isInstanceOf(Decision.Create.class);
  }

  @Test
  void aClockThatIsAheadDoesNotMakeItGoOnForLonger() {
    window.see(event("a", CART, "11:00", "11:00", 5), at("09:00"));

    assertThat(firing("09:09")).hasSize(1);
    assertThat(firing("09:10")).isEmpty();
  }

  @Test
  void aStormOfDifferentObjectsIsBoundedAndTheLatestAreKept() {
    for (int i = 0; i < 30_000; i++) {
      window.see(
          event("uid-" + i, new Subject("Pod", "shop", "p-" + i, "Failed"), "09:00", "09:00", 9),
          at("09:00"));
    }

    assertThat(firing("09:00")).hasSize(10_000);
    assertThat(firing("09:00").get(9_999).subject().name()).isEqualTo("p-29999");
    assertThat(window.dropped()).isEqualTo(20_000);
  }

  @Test
  void manyOldEventsDoNotPushOutWhatHappensNow() {
    see("a", "09:00", "09:04", 5);
    for (int i = 0; i < 30_000; i++) {
      window.see(
          event("uid-" + i, new Subject("Pod", "shop", "p-" + i, "Failed"), "07:00", "07:00", 9),
          at("09:05"));
    }

    assertThat(firing("09:05")).hasSize(1);
    assertThat(window.dropped()).isZero();
  }

  @Test
  void manyOccurrencesOfOneAreCountedInBoundedSpace() {
    EventWindow often = new EventWindow(Duration.ofMinutes(10), 1000);
    for (int i = 1; i <= 999; i++) {
      often.see(event("a", CART, "09:00", "09:00", i), at("09:00").plusMillis(300L * i));
    }
    for (int i = 1; i <= 1000; i++) {
      Instant now = at("10:00").plusMillis(500L * i);
      often.see(new WarningEvent("b", CART, at("10:00"), now, i, "x"), now);
      assertThat(often.firing(now)).hasSize(i < 1000 ? 0 : 1);
    }
  }

  @Test
  void theSummaryTellsWhatOfWhatHowOftenAndWhy() {
    assertThat(signal("09:00", 7, Optional.empty()).summary())
        .isEqualTo("BackOff of Pod shop/cart-1, 7 times: restarting failed container");
    assertThat(
            new Happening(
                    new Subject("Node", "", "worker-1", "NodeNotReady"), at("09:00"), 1, "gone")
                .signal(Optional.empty())
                .summary())
        .isEqualTo("NodeNotReady of Node worker-1, once: gone");
  }

  private static Signal signal(String since, int times, Optional<Sighting> logged) {
    return new Happening(CART, at(since), times, "restarting failed container").signal(logged);
  }

  private void see(String uid, String first, String last, int count) {
    window.see(event(uid, CART, first, last, count), at(last));
  }

  private List<Happening> firing(String now) {
    return window.firing(at(now));
  }

  private static WarningEvent event(
      String uid, Subject subject, String first, String last, int count) {
    return new WarningEvent(
        uid, subject, at(first), at(last), count, "restarting failed container");
  }

  private static String clock(int minutes) {
    return "%02d:%02d".formatted(minutes / 60, minutes % 60);
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-23T" + time + ":00Z");
  }
}
