package io.operatefirst.oncall.status;

import io.operatefirst.oncall.schedule.Absence;
import io.operatefirst.oncall.schedule.Cause;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Move;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.text.Moment;
import java.time.ZoneId;
import java.util.List;

/** Says in plain words why somebody else is on call than before. */
public final class WhyMoved {

  private WhyMoved() {}

  /** Such as {@code dave is no longer on the list}. */
  public static String of(Move move, ZoneId zone) {
    Cause why = move.why();
    if (why instanceof Cause.Rule rule) {
      return rule(rule.changed());
    }
    if (why instanceof Cause.Somebody somebody) {
      return somebody.engineer() + " " + verb(somebody.is());
    }
    if (why instanceof Cause.Away away) {
      return away(away.absence());
    }
    if (why instanceof Cause.Day day) {
      return LocalTimes.days(List.of(day.date()))
          + (day.worked() ? " is a working day now" : " is not a working day any more");
    }
    if (why instanceof Cause.Covered covered) {
      return covered(covered.stint());
    }
    if (why instanceof Cause.Uncovered uncovered) {
      return "override " + uncovered.cover().override() + " does not hold here any more";
    }
    Cause.ListMoved moved = (Cause.ListMoved) why;
    return moved.since().equals(move.time().start())
        ? "the list stands differently from here on"
        : "the list has moved since " + Moment.of(moved.since(), zone);
  }

  private static String rule(Cause.Rule.Changed changed) {
    return switch (changed) {
      case SUSPENDED -> "the rotation is suspended";
      case RESUMED -> "the rotation is not suspended any more";
      case START_DATE -> "the rotation starts on another date";
      case HANDOVERS -> "shifts begin and end at other times";
      case MINIMUM_REST -> "another rest is asked for (minimumRest)";
      case ORDER -> "the order of the list has changed";
    };
  }

  private static String verb(Cause.Somebody.Is is) {
    return switch (is) {
      case GONE -> "is no longer on the list";
      case NEW -> "is new on the list";
      case BACK -> "is not away then any more";
      case NOT_RESTED -> "has not rested by then";
      case CARRYING_A_BOX -> "still has a box of an earlier cycle";
    };
  }

  private static String away(Absence absence) {
    return "%s is away then (%s on %s)"
        .formatted(
            absence.engineer(),
            absence.ownHoliday() ? "public holiday" : "time off",
            LocalTimes.days(absence.days()));
  }

  private static String covered(Stint stint) {
    return "%s covers for %s (override %s)"
        .formatted(
            stint.engineer().orElseThrow(),
            stint.scheduled().orElse("nobody"),
            stint.lastCover().map(Cover::override).orElseThrow());
  }
}
