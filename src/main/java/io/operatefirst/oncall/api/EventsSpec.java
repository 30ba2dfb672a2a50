package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** Which Warning events become entries of the log. */
public record EventsSpec(
    @Size(max = 64)
        @JsonPropertyDescription(
            "Namespaces to watch, by name. Absent: the rotation's own. Others need the administrator's"
                + " permission (oncall.cluster-wide).")
        List<@Pattern(Formats.NAME) @Size(max = Formats.NAME_LENGTH) String> namespaces,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Kinds of the objects that events are about, such as Pod. Absent: all.")
        List<@Size(min = 1, max = Formats.NAME_LENGTH) String> kinds,
    @Size(max = 64) @JsonPropertyDescription("Reasons of events, such as BackOff. Absent: all.")
        List<@Size(min = 1, max = 128) String> reasons,
    @Default("5")
        @Min(1)
        @Max(100000)
        @JsonPropertyDescription(
            "How often an object must have met with the same reason within the window.")
        Integer minCount,
    @Default("10m")
        @Pattern(Formats.DURATION)
        @Size(min = 1, max = Formats.DURATION_LENGTH)
        @JsonPropertyDescription(
            "Over how long events are counted, in days, hours, minutes and seconds such as 10m or"
                + " 1h30m. After as long without one it counts as over.")
        String window) {

  public EventsSpec {
    namespaces = namespaces == null ? List.of() : namespaces;
    kinds = kinds == null ? List.of() : kinds;
    reasons = reasons == null ? List.of() : reasons;
    minCount = Objects.requireNonNullElse(minCount, 5);
    window = Objects.requireNonNullElse(window, "10m");
  }
}
