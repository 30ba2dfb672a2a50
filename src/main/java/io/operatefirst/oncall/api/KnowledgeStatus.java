package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Who has resolved a kind of problem, as far as the log goes back. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnowledgeStatus(
    @Required
        @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription(
            "The kind of problem, such as the name of an alert or the reason of an event.")
        String problem,
    @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription(
            "The only one who has resolved it without help, where there is just one.")
        String onlyBy,
    @Size(max = Formats.ENGINEERS) @JsonPropertyDescription("Who, and how often.")
        List<Resolver> resolvedBy) {

  /** Somebody who has resolved a kind of problem. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Resolver(
      @Required @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("Name on the list.")
          String engineer,
      @JsonPropertyDescription("How often without help.") Integer alone,
      @JsonPropertyDescription("How often with the help of somebody.") Integer withHelp,
      @JsonPropertyDescription("How often by helping somebody.") Integer helping) {}
}
