package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** In which order turns are taken. */
public record OrderSpec(
    @Default("Shuffle")
        @JsonPropertyDescription(
            "Shuffle: every cycle has an order of its own, the names sorted by the SHA-256 of"
                + " <seed>/<cycle number>/<name>. Repeat: the order as it is written.")
        AtEndOfList atEndOfList,
    @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription("Seed of the shuffle. Absent: <namespace>/<name> of the rotation.")
        String seed,
    @Default("1")
        @Min(0)
        @Max(Formats.ENGINEERS - 1)
        @JsonPropertyDescription(
            "How many other shifts lie between two of one person, as long as the list allows it.")
        Integer minimumRest,
    @Size(max = Formats.ENGINEERS)
        @JsonPropertyDescription(
            "For adopting an existing list: the names of those who have had their turn when the"
                + " first cycle begins. Ignored once the rotation has begun.")
        List<@Pattern(Formats.NAME) @Size(max = Formats.NAME_LENGTH) String> done) {

  static final OrderSpec DEFAULT = new OrderSpec(null, null, null, null);

  public OrderSpec {
    atEndOfList = Objects.requireNonNullElse(atEndOfList, AtEndOfList.SHUFFLE);
    minimumRest = Objects.requireNonNullElse(minimumRest, 1);
    done = done == null ? List.of() : done;
  }

  /** What happens at the end of the list. */
  public enum AtEndOfList {
    @JsonProperty("Shuffle")
    SHUFFLE,
    @JsonProperty("Repeat")
    REPEAT
  }
}
