package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.Objects;

/** How much of the log is kept, and how soon its runbooks are written. */
public record LogSpec(
    @Default("90d")
        @Pattern(Formats.DURATION)
        @Size(min = 1, max = Formats.DURATION_LENGTH)
        @JsonPropertyDescription(
            "How long a closed entry is kept, in days, hours, minutes and seconds such as 90d."
                + " Handovers are kept.")
        String retention,
    @Default("200")
        @Min(1)
        @Max(10000)
        @JsonPropertyDescription(
            "How many questions may be unresolved at once, and as many entries of all other intakes."
                + " What comes on top is counted in one entry.")
        Integer maxOpenEntries,
    @Pattern(Formats.DURATION)
        @Size(min = 1, max = Formats.DURATION_LENGTH)
        @JsonPropertyDescription(
            "How long whoever has handed over may owe a runbook, in days, hours, minutes and seconds"
                + " such as 14d. It counts from when the problem was resolved; while one is owed for"
                + " longer, the handover is not complete. Absent: for ever.")
        String runbookWithin) {

  static final LogSpec DEFAULT = new LogSpec(null, null, null);

  public LogSpec {
    retention = Objects.requireNonNullElse(retention, "90d");
    maxOpenEntries = Objects.requireNonNullElse(maxOpenEntries, 200);
  }
}
