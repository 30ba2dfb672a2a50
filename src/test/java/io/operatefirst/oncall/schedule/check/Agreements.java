package io.operatefirst.oncall.schedule.check;

import static java.util.Comparator.comparing;

import io.operatefirst.oncall.schedule.Cover;
import java.util.List;

/**
 * The overrides by which people go.
 *
 * @param oldestFirst by when they were made, then by name; those of a swap as they are written
 */
record Agreements(List<Cover> oldestFirst) {

  static final Agreements NONE = new Agreements(List.of());

  /** Whom they name must be on the list as it is now. */
  static Agreements at(Look look) {
    return new Agreements(
        look.overrides().stream()
            .filter(cover -> look.spec().lists(cover.engineer()))
            .filter(cover -> cover.whose().stream().allMatch(look.spec()::lists))
            .sorted(comparing(Cover::made).thenComparing(Cover::override))
            .toList());
  }
}
