package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where people are told what concerns them. */
public record NotificationsSpec(
    @JsonPropertyDescription(
            "Notices by e-mail, through the mail server that the administrator has set. Absent: none.")
        Email email) {

  /** Nobody is told anything. */
  public static final NotificationsSpec NONE = new NotificationsSpec(null);

  /** By e-mail, to the address that the list has for each engineer. */
  public record Email(
      @Required
          @Pattern(Formats.EMAIL)
          @Size(max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription(
              "The address that notices come from, such as oncall@example.org.")
          String from) {}
}
