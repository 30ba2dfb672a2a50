package io.operatefirst.oncall.rotation;

import static io.operatefirst.oncall.status.Conditions.no;
import static io.operatefirst.oncall.status.Conditions.yes;
import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.schedule.Fairness;
import io.operatefirst.oncall.schedule.SprintShare;
import io.operatefirst.oncall.schedule.SprintShares;
import io.operatefirst.oncall.schedule.SprintShares.Relief;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.LocalTimes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Whether turns are evenly spread, and what would mend it where they are not.
 *
 * @param outlook the rotation as it stands
 * @param fairness of its list
 */
record Balance(Outlook outlook, Fairness fairness) {

  private static final int TOLD = 5;

  Balance(Outlook outlook) {
    this(outlook, Fairness.of(outlook.list()));
  }

  Condition condition() {
    return restIsTooLong()
        .or(this::sprintIsTooFull)
        .or(this::tooManyInSprint)
        .or(this::spreadIsTooWide)
        .orElseGet(this::balanced);
  }

  private Optional<Condition> restIsTooLong() {
    int engineers = outlook.roster().names().size();
    int rest = outlook.roster().order().minimumRest();
    return engineers > rest
        ? Optional.empty()
        : tooShort(
            "With %d on the list nobody can have %d other shifts between two of their own. Add engineers or lower spec.order.minimumRest."
                .formatted(engineers, rest));
  }

  /** However turns are spread, somebody has too many. */
  private Optional<Condition> sprintIsTooFull() {
    return outlook
        .sprint()
        .filter(sprint -> sprint.engineersNeeded() > sprint.shares().size())
        .flatMap(sprint -> tooShort(tooFull(sprint)));
  }

  private static String tooFull(SprintShares sprint) {
    int engineers = sprint.shares().size();
    return "%s of the sprint %s among %s make %d for somebody; spec.sprint.mostTurns is %d. Add %s or set mostTurns to %d."
        .formatted(
            many(sprint.shifts(), "shift"),
            dates(sprint),
            many(engineers, "engineer"),
            sprint.mostAtBest(),
            sprint.mostTurns().orElseThrow(),
            many(sprint.engineersNeeded() - engineers, "engineer"),
            sprint.mostAtBest());
  }

  /** The list is long enough, yet somebody has more than anybody is to have. */
  private Optional<Condition> tooManyInSprint() {
    return outlook
        .sprint()
        .filter(sprint -> !sprint.beyondLimit().isEmpty())
        .flatMap(
            sprint ->
                tooMany(
                    "In the sprint %s, %s; spec.sprint.mostTurns is %d. %s%s"
                        .formatted(
                            dates(sprint),
                            told(
                                sprint.beyondLimit().stream()
                                    .map(name -> comesTo(name, sprint.shares().get(name)))
                                    .toList()),
                            sprint.mostTurns().orElseThrow(),
                            remedy(sprint),
                            countedSince(sprint))));
  }

  private static String comesTo(String name, SprintShare share) {
    return "%s comes to %d turns (%d begun, %d planned)"
        .formatted(name, share.turns(), share.turns() - share.planned(), share.planned());
  }

  private static String remedy(SprintShares sprint) {
    if (sprint.relief().isPresent()) {
      return proposed(sprint.relief().get(), sprint);
    }
    boolean planned =
        sprint.beyondLimit().stream().anyMatch(name -> sprint.shares().get(name).planned() > 0);
    int most =
        sprint.beyondLimit().stream()
            .mapToInt(name -> sprint.shares().get(name).turns())
            .max()
            .orElseThrow();
    return planned
        ? "No single cover mends it: add engineers, or set mostTurns to %d.".formatted(most)
        : "All of these have begun; the next sprint begins %s."
            .formatted(LocalTimes.days(List.of(sprint.sprint().end())));
  }

  private static String proposed(Relief relief, SprintShares sprint) {
    return "%s has %s: an OnCallOverride with engineer %s, for %s, from and to %s and countsAsTurn true %s%s."
        .formatted(
            relief.engineer(),
            many(sprint.shares().get(relief.engineer()).turns(), "turn"),
            relief.engineer(),
            relief.whose(),
            relief.day(),
            relief.left() == 0 ? "mends it" : "mends a part of it",
            relief.rested() ? "" : ", at the price of " + relief.engineer() + "'s rest");
  }

  private Optional<Condition> spreadIsTooWide() {
    return fairness.isBalanced()
        ? Optional.empty()
        : tooMany(
            spread()
                + " It evens out where who has fewest take shifts of who has most, by OnCallOverrides with countsAsTurn true.");
  }

  private Condition balanced() {
    String sprint =
        outlook
            .sprint()
            .map(
                current ->
                    (current.mostTurns().isEmpty()
                            ? ""
                            : " In the sprint %s nobody comes to more than %s, which spec.sprint.mostTurns allows."
                                .formatted(
                                    dates(current), many(current.mostTurns().getAsInt(), "turn")))
                        + countedSince(current))
            .orElse("");
    return yes(Conditions.FAIR, Conditions.BALANCED, spread() + sprint);
  }

  /** Such as {@code Turns differ by 1 at most; …. Most: alice (3); fewest: bob, carol (2).} */
  private String spread() {
    String figures =
        "Turns differ by %d at most; the rules keep that at %d or less."
            .formatted(fairness.spread(), fairness.limit());
    return fairness.spread() == 0
        ? figures
        : "%s Most: %s; fewest: %s."
            .formatted(figures, withTurns(fairness.most()), withTurns(fairness.fewest()));
  }

  private String withTurns(List<String> names) {
    return "%s (%d)".formatted(told(names), outlook.list().turns().get(names.get(0)).count());
  }

  private static String countedSince(SprintShares sprint) {
    return sprint
        .since()
        .map(
            date ->
                " Of the sprint only what began from %s on is counted: the log has nothing from before."
                    .formatted(LocalTimes.days(List.of(date))))
        .orElse("");
  }

  private static String dates(SprintShares sprint) {
    LocalDate start = sprint.sprint().start();
    return start + " to " + sprint.sprint().last();
  }

  /** Such as {@code 1 turn} and {@code 2 turns}. */
  private static String many(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String told(List<String> items) {
    String told = items.stream().limit(TOLD).collect(joining(", "));
    return items.size() > TOLD ? told + " and " + (items.size() - TOLD) + " more" : told;
  }

  private static Optional<Condition> tooShort(String message) {
    return Optional.of(no(Conditions.FAIR, Conditions.LIST_TOO_SHORT, message));
  }

  private static Optional<Condition> tooMany(String message) {
    return Optional.of(no(Conditions.FAIR, Conditions.TOO_MANY_TURNS, message));
  }
}
