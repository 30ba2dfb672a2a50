package io.operatefirst.oncall.schedule.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is wrong with covers is found as well: in alice's shift on Monday, for one. */
class CoverRuleTest {

  private static final Instant MONDAY = Instant.parse("2024-05-06T09:00:00Z");
  private static final Instant TEN = Instant.parse("2024-05-06T10:00:00Z");
  private static final Instant NOON = Instant.parse("2024-05-06T12:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2024-05-07T09:00:00Z");
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  private final PaperLog log = new PaperLog();

  @Test
  void findsNothingWhereThatIsWrittenDownWhichWasAgreed() {
    Cover cover = exactly("a", "bob", Optional.of("alice"), TEN, NOON);
    log.overrides = List.of(cover);
    log.second = log.withCovered(log.helpedBy("bob"), stint(TEN, NOON, "bob", cover));

    assertThat(log.violations()).isEmpty();
  }

  @Test
  void saysWhoCovered() {
    log.overrides =
        List.of(
            exactly("a", "bob", Optional.of("alice"), MONDAY, NOON),
            exactly("b", "carol", Optional.of("bob"), MONDAY.plus(Duration.ofHours(1)), NOON),
            exactly("c", "bob", Optional.of("carol"), MONDAY, MONDAY.plus(Duration.ofHours(2))));

    assertThat(log.onCallAt(MONDAY)).contains("bob");
    assertThat(log.onCallAt(MONDAY.plus(Duration.ofHours(1)))).contains("bob");
    assertThat(log.onCallAt(MONDAY.plus(Duration.ofHours(2)))).contains("carol");
    assertThat(log.onCallAt(NOON)).contains("alice");
  }

  @Test
  void theHalvesOfASwapCancelEachOther() {
    Instant eleven = TEN.plus(Duration.ofHours(1));
    Cover first = exactly("swap", "bob", Optional.of("alice"), TEN, NOON);
    log.overrides = List.of(first, exactly("swap", "alice", Optional.of("bob"), eleven, TUESDAY));
    log.second = log.withCovered(log.helpedBy("bob"), stint(TEN, eleven, "bob", first));

    assertThat(log.onCallAt(TEN)).contains("bob");
    assertThat(log.onCallAt(eleven)).contains("alice");
    assertThat(log.violations()).isEmpty();
  }

  @Test
  void theNewerOfTwoHoldsAndNoneBeforeItWasMade() {
    Cover older = exactly("a", "bob", Optional.of("alice"), MONDAY, TUESDAY);
    Cover newer = new Cover("b", NOON, "carol", Optional.of("alice"), older.window(), false);
    log.overrides = List.of(newer, older);

    assertThat(log.onCallAt(NOON.minusSeconds(1))).contains("bob");
    assertThat(log.onCallAt(NOON)).contains("carol");
  }

  @Test
  void findsACoverThatIsNotWrittenDown() {
    log.overrides = List.of(exactly("a", "bob", Optional.of("alice"), TEN, NOON));

    assertThat(log.violations())
        .hasSize(2)
        .anySatisfy(said -> assertThat(said).contains("the covers: [] instead of [Covered"))
        .anySatisfy(said -> assertThat(said).contains("the covers of bob: 0 instead of 1"));
  }

  @Test
  void findsACoverThatNobodyAgreed() {
    Cover cover = exactly("a", "bob", Optional.of("alice"), TEN, NOON);
    log.second = log.withCovered(log.second.state(), stint(TEN, NOON, "bob", cover));

    assertThat(log.violations())
        .singleElement()
        .satisfies(said -> assertThat(said).contains("the covers: [Covered").endsWith("of []"));
  }

  @Test
  void findsACoverCountedTwice() {
    Cover cover = exactly("a", "bob", Optional.of("alice"), TEN, NOON);
    log.overrides = List.of(cover);
    log.second = log.withCovered(log.helpedBy("carol"), stint(TEN, NOON, "bob", cover));

    assertThat(log.violations())
        .anySatisfy(said -> assertThat(said).contains("the covers of carol: 1 instead of 0"))
        .anySatisfy(said -> assertThat(said).contains("the covers of bob: 0 instead of 1"));
  }

  @Test
  void findsThatTheWrongPersonTakesOver() {
    log.second = log.toCover("carol");

    assertThat(log.violations())
        .containsExactly(
            "handover 2 at 2024-05-07T09:00:00Z (END_OF_SHIFT): who covers from the start: carol"
                + " instead of none");
  }

  @Test
  void aTurnPassesToWhoDidTheLargerPartForIt() {
    Cover cover = monday("carol");
    log.overrides = List.of(cover);
    log.aliceIsCoveredBy("carol");
    log.second =
        log.withCovered(log.carolHadTheTurn(Set.of()), stint(MONDAY, TUESDAY, "carol", cover));

    // Alice has the next shift as well: her box is open still, and she has not served yet.
    assertThat(log.violations()).isEmpty();
  }

  @Test
  void findsATurnThatWasNotPassedOn() {
    Cover cover = monday("carol");
    log.overrides = List.of(cover);
    log.aliceIsCoveredBy("carol");
    log.second = log.withCovered(log.helpedBy("carol"), stint(MONDAY, TUESDAY, "carol", cover));

    assertThat(log.violations())
        .anySatisfy(said -> assertThat(said).contains("alice comes before bob and is rested"))
        .anySatisfy(said -> assertThat(said).contains("the boxes: {alice=true"))
        .anySatisfy(said -> assertThat(said).contains("the turns of carol: 0 instead of 1"))
        .anySatisfy(said -> assertThat(said).contains("the covers of carol: 1 instead of 0"));
  }

  @Test
  void findsSomebodyWhoIsAheadWithoutCause() {
    log.second = log.withAhead("alice");

    assertThat(log.violations())
        .containsExactly(
            "handover 2 at 2024-05-07T09:00:00Z (END_OF_SHIFT): who is ahead: [alice] instead of"
                + " []");
  }

  private static Cover exactly(
      String name, String engineer, Optional<String> whose, Instant from, Instant to) {
    return new Cover(
        name, LONG_AGO, engineer, whose, new Window.Exactly(new Shift(from, to)), false);
  }

  private static Cover monday(String engineer) {
    LocalDate date = LocalDate.parse("2024-05-06");
    return new Cover("a", LONG_AGO, engineer, Optional.empty(), new Window.Dates(date, date), true);
  }

  private static Stint stint(Instant from, Instant to, String engineer, Cover cover) {
    return new Stint(
        new Shift(from, to), Optional.of(engineer), Optional.of("alice"), List.of(cover));
  }
}
