package io.operatefirst.oncall.schedule;

import static java.util.Comparator.comparing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * Why somebody is not available on some days.
 *
 * @param engineer who
 * @param days on which they are away
 * @param ownHoliday whether these are no more than public holidays of their own
 */
public record Absence(String engineer, List<LocalDate> days, boolean ownHoliday) {

  /** Who has least to give up: the fewest days, and rather a public holiday than time off. */
  public static final Comparator<Absence> EASIEST_FIRST =
      comparing((Absence absence) -> absence.days().size())
          .thenComparing(absence -> !absence.ownHoliday());
}
