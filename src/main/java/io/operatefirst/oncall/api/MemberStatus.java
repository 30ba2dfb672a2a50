package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** One of the things that an entry is about. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberStatus(
    @Required
        @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription("Tells it from the others: of an alert its fingerprint.")
        String id,
    @Size(max = Formats.INSTANT_LENGTH) @JsonPropertyDescription("When it began, UTC (RFC 3339).")
        String since,
    @JsonPropertyDescription("How bad it is.") OnCallLogEntrySpec.Severity severity,
    @Size(max = 16) @JsonPropertyDescription("What tells it from the others, for people.")
        List<SourceSpec.Label> labels,
    @JsonPropertyDescription("True while it is known from the webhook only.") Boolean pushed) {

  public MemberStatus {
    labels = labels == null ? List.of() : labels;
  }
}
