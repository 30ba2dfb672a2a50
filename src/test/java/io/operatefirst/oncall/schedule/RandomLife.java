package io.operatefirst.oncall.schedule;

import io.operatefirst.oncall.schedule.check.DutyBook;
import io.operatefirst.oncall.schedule.check.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Some years of a rotation: looked at in time and too late, edited, suspended, with the operator
 * down for days and its clock set back, and people who leave just then.
 */
final class RandomLife {

  private static final int PREVIEWED = 6;

  private final Random random;
  private final RandomDraft edits;
  private final RandomOverrides overrides;
  private final int years;
  private final Draft draft;
  private final Operation operation;
  private final List<String> findings = new ArrayList<>();
  private final NavigableMap<Instant, Optional<String>> seen = new TreeMap<>();
  private List<Handover> foretold = List.of();
  private int foretoldAt;
  private int unchangedSince;
  private Instant now;
  private Judgement judgement;

  RandomLife(long seed, int years) {
    this.years = years;
    random = new Random(seed);
    edits = new RandomDraft(random);
    draft = edits.draft();
    draft.suspended(random.nextInt(20) == 0);
    operation = new Operation(draft);
    overrides = new RandomOverrides(random, edits);
    now =
        draft
            .startDate()
            .atStartOfDay(draft.zone())
            .toInstant()
            .plus(Duration.ofHours(random.nextInt(24 * 60) - 24 * 10));
    overrides.agreeBefore(now);
  }

  /** What went wrong; nothing where all rules were kept. */
  List<String> live() {
    look();
    firstEntryIsWhatTheDaysBeforeWouldHaveMade();
    Instant end = now.plus(Duration.ofDays(365L * years));
    while (now.isBefore(end)) {
      now = nextLook();
      if (now.isBefore(operation.lookedAt()) && (heldOn() || operation.showsCovers())) {
        // By the clock as it was people were told of more than by the clock as it is.
        forget();
      }
      if (lastOfTheCycleIsDone() && random.nextInt(6) == 0) {
        replanned();
        edits.leave(operation.onCall().orElseThrow());
        forget();
      } else if (random.nextInt(edits.somebodyMayReturn() ? 5 : 15) == 0) {
        replanned();
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
          edits.edit(LocalDate.ofInstant(now, draft.zone()));
        }
        forget();
      }
      if (overrides.change(operation.lookedAt(), now)) {
        forget();
      }
      if (random.nextInt(draft.isSuspended() ? 3 : isOutOfTime() ? 8 : 60) == 0) {
        replanned();
        edits.toggleSuspend();
        forget();
      }
      look();
    }
    judgement = operation.judgement();
    whoWasOnCallIsStillTheSame(judgement.book());
    findings.addAll(judgement.violations());
    operation.log().stream()
        .filter(handover -> handover.state().duty().isPresent() && handover.choice().isEmpty())
        .forEach(handover -> findings.add("no reason is given for " + handover));
    return findings;
  }

  /** The clock was set back, or the operator was down when something was due. */
  private boolean isOutOfTime() {
    return now.isBefore(operation.lookedAt())
        || operation
            .upcoming()
            .filter(next -> next.at().plus(Duration.ofHours(2)).isBefore(now))
            .isPresent();
  }

  private boolean lastOfTheCycleIsDone() {
    return operation.last().isPresent()
        && operation.onCall().map(List::of).filter(operation.unchecked()::equals).isPresent()
        && operation.upcoming().filter(next -> !next.at().isAfter(now)).isPresent();
  }

  Judgement judgement() {
    return judgement;
  }

  int shifts() {
    return operation.log().size();
  }

  int agreed() {
    return overrides.agreed();
  }

  private Instant nextLook() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> now.plus(Duration.ofMinutes(random.nextInt(60 * 40)));
      case 3 -> now.plus(Duration.ofHours(random.nextInt(24 * 12)));
      case 4 -> now.minus(Duration.ofHours(random.nextInt(100)));
      default ->
          operation
              .upcoming()
              .map(Handover::at)
              .orElse(now.plus(Duration.ofDays(1)))
              .plusSeconds(random.nextInt(3) * 40L);
    };
  }

  private void look() {
    int before = operation.log().size();
    operation.look(now);
    List<Handover> log = operation.log();
    for (Handover committed : log.subList(before, log.size())) {
      if (foretoldAt < foretold.size() && !foretold.get(foretoldAt).equals(committed)) {
        findings.add("foretold was " + foretold.get(foretoldAt) + " and came " + committed);
      }
      foretoldAt++;
    }
    plannedShiftsFollowOneAnother();
    seen.tailMap(now, true).clear();
    if (log.isEmpty() || !log.get(log.size() - 1).at().isAfter(now)) {
      seen.put(now, operation.onDuty());
    }
    if (foretoldAt >= foretold.size() && waitsForBoundary() && random.nextInt(8) == 0) {
      foretold = operation.preview(PREVIEWED);
      foretoldAt = 0;
    }
  }

  private void plannedShiftsFollowOneAnother() {
    if (random.nextInt(8) > 0) {
      return;
    }
    List<PlannedShift> shifts =
        new Planner(draft.roster()).shifts(operation.last(), now).limit(PREVIEWED).toList();
    for (int i = 1; i < shifts.size(); i++) {
      if (!shifts.get(i).shift().start().equals(shifts.get(i - 1).shift().end())) {
        findings.add(shifts.get(i) + " does not follow " + shifts.get(i - 1));
      }
    }
  }

  /** What happens at once (a clock set back holds it up) happens when somebody looks. */
  private boolean waitsForBoundary() {
    return operation
        .upcoming()
        .filter(next -> next.reason() == Handover.Reason.END_OF_SHIFT)
        .isPresent();
  }

  private boolean heldOn() {
    return operation
        .publishedEnd()
        .filter(
            end ->
                end.isAfter(
                    new Planner(draft.roster())
                        .endOf(
                            operation.state().duty().orElseThrow().shift(), Optional.empty(), now)))
        .isPresent();
  }

  /**
   * What people saw when the operator looked is what the log says ever after. Only an agreement of
   * the same shift may come to hold later than it was made, when its people or its dates do.
   */
  private void whoWasOnCallIsStillTheSame(DutyBook book) {
    seen.forEach(
        (instant, onCall) -> {
          Optional<String> logged = book.onCallAt(instant);
          if (!logged.equals(onCall) && !isByAnAgreementOfThatShift(book, instant)) {
            findings.add("at " + instant + " on call was " + onCall + ", not " + logged);
          }
        });
  }

  private boolean isByAnAgreementOfThatShift(DutyBook book, Instant instant) {
    Instant begun =
        operation.log().stream()
            .map(Handover::at)
            .filter(at -> !at.isAfter(instant))
            .reduce((earlier, later) -> later)
            .orElse(Instant.EPOCH);
    return book.stintAt(instant)
        .flatMap(Stint::lastCover)
        .filter(cover -> cover.made().isAfter(begun))
        .isPresent();
  }

  private void forget() {
    foretold = List.of();
    foretoldAt = 0;
    unchangedSince = operation.log().size();
  }

  /** Planned again from any handover since the last edit, it comes out the same. */
  private void replanned() {
    List<Handover> since = operation.log().subList(unchangedSince, operation.log().size());
    if (since.isEmpty()) {
      return;
    }
    int from = random.nextInt(since.size());
    List<Handover> expected = since.subList(from + 1, Math.min(from + 1 + PREVIEWED, since.size()));
    List<Handover> again =
        new Planner(draft.roster())
            .from(Optional.of(since.get(from)), Shown.NOTHING, since.get(since.size() - 1).at())
            .limit(expected.size())
            .toList();
    if (!again.equals(expected)) {
      findings.add("planned again from " + since.get(from) + ": " + again + ", not " + expected);
    }
  }

  private void firstEntryIsWhatTheDaysBeforeWouldHaveMade() {
    if (operation.log().isEmpty() || draft.isSuspended()) {
      return;
    }
    Instant start = new Planner(draft.roster()).firstHandover(1, Instant.EPOCH).orElseThrow().at();
    Operation witnessed = new Operation(draft).look(start).look(now);
    if (!witnessed.state().equals(operation.state())) {
      findings.add("computed was " + operation.state() + ", witnessed " + witnessed.state());
    }
    findings.addAll(witnessed.violations());
  }
}
