package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The receipt of a notice: what has one is not told again. */
public record NoticeStatus(
    @Required
        @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription(
            "What was told, such as New, HelpWanted, Escalation-1, Handover, Words, GapAhead-2026-12-01 or Cover-1.")
        String notice,
    @Required
        @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription("By which channel: Email, Slack or Webhook.")
        String by,
    @Size(max = Formats.ENGINEERS)
        @JsonPropertyDescription("Who was told: names of engineers, or Team for all at one place.")
        List<@Size(max = Formats.NAME_LENGTH) String> to,
    @Required
        @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("When the last of them was, UTC (RFC 3339).")
        String at) {

  public NoticeStatus {
    to = to == null ? List.of() : to;
  }
}
