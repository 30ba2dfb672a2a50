package io.operatefirst.oncall.log;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Decides what becomes of what an intake has observed, by the newest entry about it. The first rule
 * that applies speaks. While a happening is unresolved by a person it stays one entry, however
 * often it ends and begins again; what begins after that is a new one.
 */
public final class Triage {

  private static final Comparator<Member> OLDEST_FIRST =
      Comparator.comparing(Member::since).thenComparing(Member::id);

  private final Observation observation;
  private final Optional<Logged> logged;
  private final BooleanSupplier room;
  private final Instant now;
  private final List<Member> firing;
  private final int untold;

  private Triage(
      Observation observation, Optional<Logged> logged, BooleanSupplier room, Instant now) {
    this.observation = observation;
    this.logged = logged;
    this.room = room;
    this.now = now;
    this.firing = firing();
    // Of those that were never told nobody knows who is left: they go with the last that was.
    this.untold =
        observation.complete() || firing.isEmpty()
            ? 0
            : logged.map(l -> l.sighting().more()).orElse(0);
  }

  /**
   * Decides.
   *
   * @param logged the newest entry about it; empty where there is none
   * @param room whether the rotation may have one more open entry
   */
  public static Decision decide(
      Observation observation, Optional<Logged> logged, BooleanSupplier room, Instant now) {
    Triage triage = new Triage(observation, logged, room, now);
    return triage
        .whatWasNeverLoggedAndDoesNotFire()
        .or(triage::whatIsNew)
        .or(triage::whatBeganAgainAfterItWasResolved)
        .or(triage::whatTellsNothingNew)
        .orElseGet(triage::whatGoesOn);
  }

  private Optional<Decision> whatWasNeverLoggedAndDoesNotFire() {
    return Optional.<Decision>of(
            new Decision.Ignore(
                observation.members().stream().anyMatch(member -> member.is(Member.State.MUTED))
                    ? Decision.Reason.MUTED
                    : Decision.Reason.OVER))
        .filter(ignore -> logged.isEmpty() && firing.isEmpty());
  }

  private Optional<Decision> whatIsNew() {
    return logged.isEmpty() ? Optional.of(create(firing)) : Optional.empty();
  }

  private Optional<Decision> whatBeganAgainAfterItWasResolved() {
    if (!logged.orElseThrow().resolved()) {
      return Optional.empty();
    }
    List<Member> later = firing.stream().filter(this::isLater).toList();
    return later.isEmpty() ? Optional.empty() : Optional.of(create(later));
  }

  private Optional<Decision> whatTellsNothingNew() {
    return known().tellsTheSameAs(goingOn())
        ? Optional.of(new Decision.Ignore(Decision.Reason.KNOWN))
        : Optional.empty();
  }

  private Decision whatGoesOn() {
    return new Decision.Update(logged.orElseThrow().name(), goingOn());
  }

  private Decision create(List<Member> began) {
    Instant start = began.get(0).since();
    return room.getAsBoolean()
        ? new Decision.Create(
            start,
            new Sighting(
                true, worst(), start, now, latest(firing), observation.times(), told(), more()),
            logged.map(Logged::name))
        : new Decision.Overflow(worst(), start);
  }

  private Sighting goingOn() {
    Sighting known = known();
    boolean again =
        known.firing()
            ? !firing.isEmpty() && firing.stream().allMatch(this::isLater)
            : firing.stream().anyMatch(this::isLater);
    Instant latest = firing.isEmpty() ? known.latestStart() : latest(firing);
    return new Sighting(
        !firing.isEmpty(),
        firing.isEmpty() ? known.severity() : worst(),
        known.firstSeen(),
        now,
        latest.isAfter(known.latestStart()) ? latest : known.latestStart(),
        Math.max(known.count() + (again ? 1 : 0), observation.times()),
        told(),
        more());
  }

  private Sighting known() {
    return logged.orElseThrow().sighting();
  }

  private boolean isLater(Member member) {
    return member.since().isAfter(known().latestStart());
  }

  /** What fires now, by the signal and by what was known before. */
  private List<Member> firing() {
    Map<String, Member> before =
        logged.map(Logged::sighting).map(Sighting::members).orElse(List.of()).stream()
            .collect(toMap(Member::id, member -> member, (one, same) -> one));
    Map<String, Member> reported =
        observation.members().stream()
            .collect(toMap(Member::id, member -> member, Triage::theOneThatGoesOn));
    return Stream.concat(
            before.values().stream()
                .filter(member -> !reported.containsKey(member.id()))
                .filter(member -> !observation.complete() || member.pushed()),
            reported.values().stream()
                .filter(
                    member ->
                        member.is(Member.State.FIRING)
                            || (member.is(Member.State.MUTED) && before.containsKey(member.id())))
                .map(member -> member.firing(pushedOnly(member, before.get(member.id())))))
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private static boolean pushedOnly(Member reported, Member before) {
    return reported.pushed() && (before == null || before.pushed());
  }

  /**
   * Two replicas may not be of one mind: what one of them sees is there, and began when it began.
   */
  private static Member theOneThatGoesOn(Member one, Member other) {
    return Stream.of(one, other)
        .min(Comparator.comparing(Member::state).thenComparing(Member::since))
        .orElseThrow();
  }

  private List<Member> told() {
    return firing.stream().limit(Sighting.MOST_MEMBERS).toList();
  }

  private int more() {
    return Math.max(untold, firing.size() - Sighting.MOST_MEMBERS);
  }

  private Severity worst() {
    return firing.stream().map(Member::severity).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static Instant latest(List<Member> members) {
    return members.stream().map(Member::since).max(Comparator.naturalOrder()).orElseThrow();
  }
}
