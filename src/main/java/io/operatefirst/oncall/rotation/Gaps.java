package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.schedule.Absence;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.LocalTimes;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The working days ahead on which nobody is available: days that are not worked and an intended
 * pause are none, nor is one for which somebody has taken the duty by an override.
 *
 * @param outlook the rotation as it stands
 */
record Gaps(Outlook outlook) {

  private static final int TOLD = 10;

  Condition condition() {
    TreeSet<LocalDate> days = new TreeSet<>();
    Stream.concat(outlook.current().stream(), outlook.upcoming())
        .filter(stint -> stint.engineer().isEmpty())
        .map(Stint::time)
        .forEach(time -> days.addAll(outlook.roster().calendar().daysTouchedBy(time)));
    if (days.isEmpty()) {
      return Conditions.yes(
          Conditions.COVERED,
          Conditions.ALL_COVERED,
          "Somebody is available for each of the next " + outlook.coming().size() + " shifts.");
    }
    return Conditions.no(
        Conditions.COVERED,
        Conditions.GAP_AHEAD,
        "Nobody is available on %s. Away: %s. %s"
            .formatted(LocalTimes.days(days), absences(days), remedy(days)));
  }

  private String absences(TreeSet<LocalDate> days) {
    List<Absence> absences = absent(days).toList();
    String told = String.join("; ", absences.stream().limit(TOLD).map(Gaps::tell).toList());
    int rest = absences.size() - TOLD;
    return rest > 0 ? told + "; and " + rest + " more" : told;
  }

  private Stream<Absence> absent(TreeSet<LocalDate> days) {
    return outlook.roster().names().stream()
        .flatMap(name -> outlook.roster().absence(name, days).stream());
  }

  private static String tell(Absence absence) {
    String days = LocalTimes.days(absence.days());
    return absence.engineer()
        + " ("
        + (absence.ownHoliday() ? "public holiday" : "time off")
        + " on "
        + days
        + ")";
  }

  /** Who is asked first: who has least to give up. */
  private String remedy(TreeSet<LocalDate> days) {
    Optional<Absence> easiest = absent(days).min(Absence.EASIEST_FIRST);
    return easiest
        .map(
            absence ->
                "%s could cover with least to give up: change spec.engineers, or make an OnCallOverride without spec.for for these days."
                    .formatted(absence.engineer()))
        .orElse("Make an OnCallOverride without spec.for for these days.");
  }
}
