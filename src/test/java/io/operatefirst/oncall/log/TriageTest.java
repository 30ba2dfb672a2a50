package io.operatefirst.oncall.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.log.Member.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of what is seen: each rule, as the log shows it afterwards. */
class TriageTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  private Instant now = NINE;
  private Optional<Logged> logged = Optional.empty();
  private boolean room = true;
  private int entries;

  @Test
  void whatIsNewIsLoggedSinceItsOldestMember() {
    Decision decision =
        seen(
            firing("b", NINE.minusSeconds(60), Severity.CRITICAL),
            firing("a", NINE.minusSeconds(90), Severity.INFO));

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Create.class,
            create -> {
              assertThat(create.start()).isEqualTo(NINE.minusSeconds(90));
              assertThat(create.previous()).isEmpty();
              assertThat(create.sighting().severity()).isEqualTo(Severity.CRITICAL);
              assertThat(create.sighting().count()).isEqualTo(1);
              assertThat(create.sighting().firing()).isTrue();
              assertThat(create.sighting().members())
                  .extracting(Member::id)
                  .containsExactly("a", "b");
            });
  }

  @Test
  void whatIsMutedOrOverFromTheBeginningIsNotLogged() {
    assertThat(seen(member("a", NINE, State.MUTED)))
        .isEqualTo(new Decision.Ignore(Decision.Reason.MUTED));
    assertThat(seen(member("a", NINE, State.ENDED)))
        .isEqualTo(new Decision.Ignore(Decision.Reason.OVER));
    assertThat(seen()).isEqualTo(new Decision.Ignore(Decision.Reason.OVER));
  }

  @Test
  void whatWasMutedIsNewOnceItFires() {
    seen(member("a", NINE, State.MUTED));
    assertThat(seen(firing("a", NINE))).isInstanceOf(Decision.Create.class);
  }

  @Test
  void toSeeItAgainChangesNothing() {
    seen(firing("a", NINE), firing("b", NINE));
    later();
    assertThat(seen(firing("b", NINE), firing("a", NINE)))
        .isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
  }

  @Test
  void whatIsMutedLaterGoesOn() {
    seen(firing("a", NINE));
    later();
    assertThat(seen(member("a", NINE, State.MUTED)))
        .isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
  }

  @Test
  void aMemberThatIsMutedDoesNotJoin() {
    seen(firing("a", NINE));
    later();
    assertThat(seen(firing("a", NINE), member("b", now, State.MUTED)))
        .isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
  }

  @Test
  void aMemberThatJoinsIsToldAndIsNoRecurrence() {
    seen(firing("a", NINE));
    later();
    seen(firing("a", NINE), firing("b", now, Severity.CRITICAL));

    assertThat(sighting().count()).isEqualTo(1);
    assertThat(sighting().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(sighting().members()).extracting(Member::id).containsExactly("a", "b");
    assertThat(sighting().lastSeen()).isEqualTo(now);
    assertThat(sighting().firstSeen()).isEqualTo(NINE);
  }

  @Test
  void whatIsNotThereAnyMoreIsOverAndKeepsItsSeverity() {
    seen(firing("a", NINE, Severity.CRITICAL));
    later();
    seen();

    assertThat(sighting().firing()).isFalse();
    assertThat(sighting().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(sighting().lastSeen()).isEqualTo(now);
    assertThat(sighting().members()).isEmpty();
    assertThat(entries).isEqualTo(1);
  }

  @Test
  void whatBeginsAgainBeforeAPersonHasResolvedItIsTheSame() {
    seen(firing("a", NINE));
    later();
    seen();
    later();
    seen(firing("a", now));

    assertThat(entries).isEqualTo(1);
    assertThat(sighting().firing()).isTrue();
    assertThat(sighting().count()).isEqualTo(2);
    assertThat(sighting().firstSeen()).isEqualTo(NINE);
  }

  @Test
  void whatBeginsAgainWithoutHavingBeenSeenToEndIsCountedToo() {
    seen(firing("a", NINE));
    later();
    seen(firing("a", now));

    assertThat(sighting().count()).isEqualTo(2);
    assertThat(entries).isEqualTo(1);
  }

  @Test
  void whatWasOnlyOutOfSightIsNotCountedAgain() {
    seen(firing("a", NINE));
    later();
    seen();
    later();
    seen(firing("a", NINE));

    assertThat(sighting().firing()).isTrue();
    assertThat(sighting().count()).isEqualTo(1);
    assertThat(entries).isEqualTo(1);
  }

  @Test
  void whatBeginsAgainAfterAPersonHasResolvedItIsNew() {
    seen(firing("a", NINE));
    later();
    seen();
    String first = logged.orElseThrow().name();
    resolve();
    later();
    Decision decision = seen(firing("a", now));

    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Create.class,
            create -> {
              assertThat(create.start()).isEqualTo(now);
              assertThat(create.previous()).contains(first);
              assertThat(create.sighting().count()).isEqualTo(1);
            });
  }

  @Test
  void whatGoesOnThoughAPersonHasResolvedItIsNotNew() {
    seen(firing("a", NINE));
    resolve();
    later();
    assertThat(seen(firing("a", NINE))).isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
  }

  @Test
  void anotherOneThatBeginsWhileAResolvedOneGoesOnIsNew() {
    seen(firing("a", NINE));
    resolve();
    later();
    assertThat(seen(firing("a", NINE), firing("b", now)))
        .isInstanceOfSatisfying(
            Decision.Create.class, create -> assertThat(create.start()).isEqualTo(now));
  }

  @Test
  void whereThereIsNoRoomItIsCountedAndWhatIsThereGoesOn() {
    room = false;
    assertThat(seen(firing("a", NINE, Severity.CRITICAL)))
        .isEqualTo(new Decision.Overflow(Severity.CRITICAL, NINE));

    room = true;
    seen(firing("a", NINE));
    room = false;
    later();
    assertThat(seen()).isInstanceOf(Decision.Update.class);
  }

  @Test
  void ofManyMembersTheOldestAreToldAndTheRestIsCounted() {
    seen(many(50));
    assertThat(sighting().members())
        .hasSize(Sighting.MOST_MEMBERS)
        .extracting(Member::id)
        .startsWith("m00", "m01")
        .endsWith("m19");
    assertThat(sighting().more()).isEqualTo(30);

    later();
    assertThat(seen(many(50))).isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));

    later();
    seen(many(10));
    assertThat(sighting().members()).hasSize(10);
    assertThat(sighting().more()).isZero();
  }

  @Test
  void whoSeesPartOnlyEndsNothing() {
    seen(firing("a", NINE), firing("b", NINE));
    later();
    assertThat(seenInPart(firing("a", NINE))).isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
    assertThat(seenInPart()).isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));

    seenInPart(firing("c", now));
    assertThat(sighting().members()).extracting(Member::id).containsExactly("a", "b", "c");

    seenInPart(member("a", NINE, State.ENDED));
    assertThat(sighting().members()).extracting(Member::id).containsExactly("b", "c");
  }

  @Test
  void whoSeesPartOnlyLeavesWhatWasNeverTold() {
    seen(many(50));
    later();
    assertThat(seenInPart(many(1))).isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
    assertThat(sighting().more()).isEqualTo(30);
  }

  @Test
  void whatWasPushedEndsByAMessageOnly() {
    seenInPart(pushed("a", State.FIRING));
    later();
    assertThat(seen()).isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
    assertThat(sighting().firing()).isTrue();

    seenInPart(pushed("a", State.ENDED));
    assertThat(sighting().firing()).isFalse();
  }

  @Test
  void whatWasPushedAndIsSeenEndsWhenItIsNotSeenAnyMore() {
    seenInPart(pushed("a", State.FIRING));
    later();
    seen(firing("a", NINE));
    assertThat(sighting().count()).isEqualTo(1);
    // Another message tells nothing new.
    assertThat(seenInPart(pushed("a", State.FIRING)))
        .isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
    seen();
    assertThat(sighting().firing()).isFalse();
  }

  @Test
  void ofReplicasThatDisagreeTheOneThatSeesItIsBelieved() {
    seen(
        member("a", NINE.plusSeconds(5), State.ENDED),
        firing("a", NINE.plusSeconds(3)),
        firing("a", NINE),
        member("a", NINE.minusSeconds(9), State.MUTED));

    assertThat(sighting().members())
        .singleElement()
        .satisfies(member -> assertThat(member.since()).isEqualTo(NINE));
  }

  @Test
  void whereTheSourceCountsItsNumberIsTaken() {
    seen(new Observation(true, 7, List.of(firing("a", NINE))));
    assertThat(sighting().count()).isEqualTo(7);
    later();
    seen(new Observation(true, 9, List.of(firing("a", NINE))));
    assertThat(sighting().count()).isEqualTo(9);
    assertThat(entries).isEqualTo(1);
  }

  private Decision seen(Member... members) {
    return seen(new Observation(true, 1, List.of(members)));
  }

  private Decision seenInPart(Member... members) {
    return seen(new Observation(false, 1, List.of(members)));
  }

  /** Decides, and does it. */
  private Decision seen(Observation observation) {
    Decision decision = Triage.decide(observation, logged, () -> room, now);
    if (decision instanceof Decision.Create create) {
      entries++;
      logged = Optional.of(new Logged("entry-" + entries, false, create.sighting()));
    } else if (decision instanceof Decision.Update update) {
      assertThat(update.name()).isEqualTo(logged.orElseThrow().name());
      logged = logged.map(entry -> new Logged(entry.name(), entry.resolved(), update.sighting()));
    }
    return decision;
  }

  private Sighting sighting() {
    return logged.orElseThrow().sighting();
  }

  private void resolve() {
    logged = logged.map(entry -> new Logged(entry.name(), true, entry.sighting()));
  }

  private void later() {
    now = now.plus(Duration.ofMinutes(5));
  }

  private static Member firing(String id, Instant since) {
    return member(id, since, State.FIRING);
  }

  private static Member firing(String id, Instant since, Severity severity) {
    return new Member(id, since, severity, Map.of(), State.FIRING, false);
  }

  private static Member member(String id, Instant since, State state) {
    return new Member(id, since, Severity.WARNING, Map.of(), state, false);
  }

  private static Member pushed(String id, State state) {
    return new Member(id, NINE, Severity.WARNING, Map.of(), state, true);
  }

  private static Member[] many(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> firing("m%02d".formatted(i), NINE))
        .toArray(Member[]::new);
  }
}
