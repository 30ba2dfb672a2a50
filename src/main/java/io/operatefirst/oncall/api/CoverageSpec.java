package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;

/** The covered part of a working day, in local time. */
@ValidationRule(
    // The server tries it on the default of coverage as well, which has neither.
    value = "!has(self.from) || !has(self.to) || self.from < self.to",
    message = CoverageSpec.ORDER_RULE)
public record CoverageSpec(
    @Default("09:00")
        @Pattern(Formats.TIME)
        @JsonPropertyDescription("Its beginning, HH:MM from 00:00 to 23:59.")
        String from,
    @Default("17:00")
        @Pattern(Formats.TIME_OR_END_OF_DAY)
        @JsonPropertyDescription("Its end on the same date, HH:MM up to 24:00.")
        String to) {

  static final CoverageSpec DEFAULT = new CoverageSpec(null, null);

  public static final String ORDER_RULE =
      "from must be before to on the same day; the whole day is 00:00 to 24:00";

  public CoverageSpec {
    from = Objects.requireNonNullElse(from, "09:00");
    to = Objects.requireNonNullElse(to, "17:00");
  }
}
