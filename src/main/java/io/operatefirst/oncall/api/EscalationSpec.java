package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Objects;

/** What happens where nobody takes note. */
public record EscalationSpec(
    @JsonPropertyDescription(
            "How long an entry may wait to be acknowledged, by its severity. After that whoever is on"
                + " call is reminded, after as long again the next engineer on the list is told, and"
                + " then all. Severities that are left out do not escalate.")
        Within acknowledgeWithin,
    @Pattern(Formats.DURATION)
        @Size(min = 1, max = Formats.DURATION_LENGTH)
        @JsonPropertyDescription(
            "How long a handover may wait to be acknowledged before it escalates likewise, in days,"
                + " hours, minutes and seconds such as 1h. Absent: it does not escalate.")
        String acknowledgeHandoverWithin,
    @Default("Coverage")
        @JsonPropertyDescription(
            "When that time runs. Coverage: only while somebody is expected to react. Always: around"
                + " the clock.")
        Clock clock) {

  public EscalationSpec {
    clock = Objects.requireNonNullElse(clock, Clock.COVERAGE);
  }

  /** When the time runs in which somebody is to take note. */
  public enum Clock {
    @JsonProperty("Coverage")
    COVERAGE,
    @JsonProperty("Always")
    ALWAYS
  }

  /** How long, by severity. */
  public record Within(
      @JsonProperty("Critical")
          @Pattern(Formats.DURATION)
          @Size(min = 1, max = Formats.DURATION_LENGTH)
          @JsonPropertyDescription(
              "How long what is critical may wait, in days, hours, minutes and seconds such as 15m.")
          String critical,
      @JsonProperty("Warning")
          @Pattern(Formats.DURATION)
          @Size(min = 1, max = Formats.DURATION_LENGTH)
          @JsonPropertyDescription(
              "How long a warning may wait, in days, hours, minutes and seconds such as 2h.")
          String warning,
      @JsonProperty("Info")
          @Pattern(Formats.DURATION)
          @Size(min = 1, max = Formats.DURATION_LENGTH)
          @JsonPropertyDescription(
              "How long what is for information may wait, in days, hours, minutes and seconds such as 1d.")
          String info) {}
}
