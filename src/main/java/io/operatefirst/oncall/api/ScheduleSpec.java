package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** When duty is handed over, and when it is expected. */
public record ScheduleSpec(
    @Default("Daily")
        @JsonPropertyDescription(
            "Daily: a shift lasts from the handover of one working day to that of the next. Weekly:"
                + " from the handover of a week's first working day to that of the next week.")
        Cadence cadence,
    @Pattern(Formats.DATE)
        @JsonPropertyDescription(
            "First possible shift, 20YY-MM-DD. Absent: the day the resource was created. In the"
                + " past: the list is brought to where it would be by now. Ignored once the rotation"
                + " has begun.")
        String startDate,
    @Default("UTC")
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "IANA time zone of all dates and times here, such as Europe/Prague.")
        String timeZone,
    @Default("09:00")
        @Pattern(Formats.TIME)
        @JsonPropertyDescription(
            "Local time at which duty is handed over, HH:MM. A time that a clock change skips moves"
                + " to the first valid instant; of two equal times the earlier counts.")
        String handoverTime,
    @Default("Monday")
        @JsonPropertyDescription("Weekly: the day on which a week begins. Daily: without effect.")
        Day handoverDay,
    @Default("[\"Monday\",\"Tuesday\",\"Wednesday\",\"Thursday\",\"Friday\"]")
        @Size(min = 1, max = 7)
        @JsonPropertyDescription(
            "Days of the week on which duty is expected; at least one. Other days and holidays are"
                + " nobody's turn.")
        List<Day> workingDays,
    @JsonPropertyDescription(
            "The part of a working day in which the person on call is expected to react. Outside it"
                + " nobody is disturbed.")
        CoverageSpec coverage,
    @JsonPropertyDescription("Which dates are nobody's turn. Absent: none.")
        HolidaysSpec holidays) {

  static final ScheduleSpec DEFAULT =
      new ScheduleSpec(null, null, null, null, null, null, null, null);

  public ScheduleSpec {
    cadence = Objects.requireNonNullElse(cadence, Cadence.DAILY);
    timeZone = Objects.requireNonNullElse(timeZone, "UTC");
    handoverTime = Objects.requireNonNullElse(handoverTime, "09:00");
    handoverDay = Objects.requireNonNullElse(handoverDay, Day.MONDAY);
    workingDays =
        workingDays == null
            ? List.of(Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY, Day.FRIDAY)
            : workingDays;
    coverage = coverage == null ? CoverageSpec.DEFAULT : coverage;
  }

  /** How often duty is handed over. */
  public enum Cadence {
    @JsonProperty("Daily")
    DAILY,
    @JsonProperty("Weekly")
    WEEKLY
  }

  /** Day of the week. */
  public enum Day {
    @JsonProperty("Monday")
    MONDAY,
    @JsonProperty("Tuesday")
    TUESDAY,
    @JsonProperty("Wednesday")
    WEDNESDAY,
    @JsonProperty("Thursday")
    THURSDAY,
    @JsonProperty("Friday")
    FRIDAY,
    @JsonProperty("Saturday")
    SATURDAY,
    @JsonProperty("Sunday")
    SUNDAY
  }
}
