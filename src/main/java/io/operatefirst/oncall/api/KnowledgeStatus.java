package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Who has resolved one kind of problem, with and without help. */
public record KnowledgeStatus(
    @Required
        @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription(
            "Name of the alert, reason of the event, or name of the ClusterOperator.")
        String problem,
    @JsonPropertyDescription("How often it was resolved, as far as the log goes back.")
        int resolved,
    @Size(max = KnowledgeStatus.MOST)
        @JsonPropertyDescription("Who looked after it, who did so most often first.")
        List<Holder> by) {

  /** How many kinds of problems are told, and of each how many people. */
  static final int MOST = 20;

  /** Somebody who has resolved it. */
  public record Holder(
      @Required @Size(max = Formats.NAME_LENGTH) @JsonPropertyDescription("Who looked after it.")
          String engineer,
      @JsonPropertyDescription("How often nobody helped.") int alone,
      @JsonPropertyDescription("How often somebody helped (assistedBy of the entry).")
          int helped) {}
}
