package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** Which alerts become entries of the log. */
public record AlertsSpec(
    @Size(max = 16)
        @JsonPropertyDescription(
            "Names of Alertmanagers to watch, as the administrator of the operator has configured"
                + " them: lower case letters, digits and dashes.")
        List<@Pattern(Formats.NAME) @Size(max = Formats.NAME_LENGTH) String> from,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Alertmanager's own syntax, such as severity=~\"critical|warning\"; all must hold."
                + " Absent: all alerts.")
        List<@Size(min = 1, max = 1024) String> matchers,
    @Size(max = 16)
        @Default("[\"namespace\",\"alertname\"]")
        @JsonPropertyDescription(
            "Labels that are alike in alerts of one entry: letters, digits and underscores.")
        List<@Pattern(Formats.LABEL_NAME) @Size(max = 128) String> groupBy,
    @Default("false")
        @JsonPropertyDescription("True: alerts may also be pushed to the webhook of this rotation.")
        Boolean webhook) {

  static final List<String> GROUP_BY = List.of("namespace", "alertname");

  public AlertsSpec {
    from = from == null ? List.of() : from;
    matchers = matchers == null ? List.of() : matchers;
    groupBy = groupBy == null ? GROUP_BY : groupBy;
    webhook = Objects.requireNonNullElse(webhook, false);
  }
}
