package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Somebody on the list. */
public record EngineerSpec(
    @Required
        @Pattern(Formats.NAME)
        @Size(min = 1, max = Formats.NAME_LENGTH)
        @JsonPropertyDescription(
            "What the list, the log and overrides call this person: lower case letters, digits and"
                + " dashes, unique on the list.")
        String name,
    @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("The name that people read.")
        String displayName,
    @Pattern(Formats.EMAIL)
        @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription("E-mail address for notices, such as alice@example.org.")
        String email,
    @Pattern("^[UW][A-Z0-9]+$")
        @Size(max = 32)
        @JsonPropertyDescription("Slack member ID, such as U0123456 (not the display name).")
        String slack,
    @Pattern("^[A-Za-z0-9]([-_A-Za-z0-9]*[A-Za-z0-9])?$")
        @Size(max = 39)
        @JsonPropertyDescription("GitHub user name: letters, digits, dashes and underscores.")
        String github,
    @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("User name on the cluster.")
        String username,
    @JsonPropertyDescription(
            "This person's own public holidays, where they differ from the rotation's.")
        OwnHolidaysSpec holidays,
    @Size(max = 100) @JsonPropertyDescription("When this person is away.")
        List<TimeOffSpec> timeOff) {

  public EngineerSpec {
    timeOff = timeOff == null ? List.of() : timeOff;
  }
}
