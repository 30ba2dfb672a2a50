package io.operatefirst.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What people agree among themselves and take back, sensible or not. */
final class RandomOverrides {

  /** The operator may have been told long before it first looks. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(60);

  /** Nobody keeps all of them for years. */
  private static final int MOST_KEPT = 12;

  private final Random random;
  private final RandomDraft edits;
  private final Draft draft;
  private int agreed;

  RandomOverrides(Random random, RandomDraft edits) {
    this.random = random;
    this.edits = edits;
    this.draft = edits.draft();
  }

  int agreed() {
    return agreed;
  }

  void agreeBefore(Instant firstLook) {
    for (int i = random.nextInt(5); i > 0; i--) {
      agree(Instant.EPOCH, firstLook);
    }
  }

  /** Whether anything changed since the last look. */
  boolean change(Instant lastLook, Instant now) {
    List<Cover> before = draft.overrides();
    if (random.nextInt(30) == 0 && !before.isEmpty()) {
      draft.takeBack(any(before).override());
    }
    if (random.nextInt(12) == 0) {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        agree(lastLook, now);
      }
    }
    return !before.equals(draft.overrides());
  }

  private void agree(Instant lastLook, Instant now) {
    agreed++;
    String name = "override-" + random.nextInt(1000) + "-" + agreed;
    Instant made = made(lastLook, now);
    String engineer = edits.somebody();
    String whose = edits.somebody();
    boolean countsAsTurn = random.nextBoolean();
    Window window = window(now);
    if (engineer.equals(whose) || random.nextInt(4) == 0) {
      draft.agree(new Cover(name, made, engineer, Optional.empty(), window, countsAsTurn));
    } else {
      draft.agree(new Cover(name, made, engineer, Optional.of(whose), window, countsAsTurn));
      if (random.nextInt(4) == 0) {
        draft.agree(new Cover(name, made, whose, Optional.of(engineer), window(now), countsAsTurn));
      }
    }
    if (draft.overrides().size() > MOST_KEPT) {
      draft.takeBack(draft.overrides().get(0).override());
    }
  }

  /** Just now as a rule, else since the last look, or in the future of a clock that is behind. */
  private Instant made(Instant lastLook, Instant now) {
    Instant made =
        switch (random.nextInt(8)) {
          case 0 -> now.plus(Duration.ofMinutes(random.nextInt(60 * 5)));
          case 1, 2 -> between(lastLook, now);
          default -> now;
        };
    return made.truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant between(Instant lastLook, Instant now) {
    Instant earliest = now.minus(LONGEST_WAIT);
    Instant from = lastLook.isAfter(earliest) ? lastLook.plusSeconds(1) : earliest;
    return from.isBefore(now)
        ? from.plusSeconds(random.nextLong(Duration.between(from, now).toSeconds() + 1))
        : now;
  }

  private Window window(Instant now) {
    Instant around = now.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 8) - 60 * 24));
    if (random.nextInt(20) == 0) {
      around = around.plus(Duration.ofDays(random.nextInt(2000)));
    }
    if (random.nextBoolean()) {
      LocalDate from = LocalDate.ofInstant(around, draft.zone());
      return new Window.Dates(from, from.plusDays(random.nextInt(random.nextInt(4) == 0 ? 30 : 3)));
    }
    int longest = random.nextBoolean() ? 60 * 10 : 60 * 24 * 9;
    return new Window.Exactly(
        new Shift(around, around.plus(Duration.ofMinutes(1 + random.nextInt(longest)))));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
