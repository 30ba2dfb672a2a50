package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Where an entry came from, with a field for each type. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceSpec(
    @Required
        @Size(max = 64)
        @JsonPropertyDescription(
            "The identity of the happening: SHA-256 of its type and of the labels that tell it from"
                + " others.")
        String key,
    @Required
        @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("When the occurrence began that it is about, UTC (RFC 3339).")
        String startsAt,
    @Size(max = Formats.URL_LENGTH)
        @JsonPropertyDescription("Address of the runbook that came with it.")
        String runbookURL,
    @Size(max = Formats.URL_LENGTH) @JsonPropertyDescription("Where to look at it.") String link,
    @JsonPropertyDescription("Type Alert: what its alerts have in common.") Alert alert,
    @JsonPropertyDescription("Type Event: what the events are about.") Event event,
    @JsonPropertyDescription("Type ClusterOperator: which, and what is wrong.")
        ClusterOperator clusterOperator,
    @JsonPropertyDescription("Type Question: who asked, and where.") Question question,
    @JsonPropertyDescription(
            "True where it counts what has no entry of its own (spec.log.maxOpenEntries).")
        Boolean overflow) {

  /** Alerts of one group. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Alert(
      @Size(max = 16) @JsonPropertyDescription("The labels of the group.") List<Label> labels) {}

  /** A label. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Label(
      @Required @Size(max = 128) @JsonPropertyDescription("Its name.") String name,
      @Size(max = 1024) @JsonPropertyDescription("Its value.") String value) {}

  /** An object and a reason. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Event(
      @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("Kind of the object.") String kind,
      @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("Its namespace.") String namespace,
      @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("Its name.") String name,
      @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("Reason of the events.")
          String reason) {}

  /** A part of the platform. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ClusterOperator(
      @Size(max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription("Name of the ClusterOperator, or version for ClusterVersion.")
          String name,
      @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("Its condition, such as Degraded.")
          String condition) {}

  /** What somebody has asked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Question(
      @Required @JsonPropertyDescription("Where: Slack, GitHub or Mail.") Place place,
      @Required
          @Size(max = Question.THREAD_LENGTH)
          @JsonPropertyDescription(
              "The conversation: channel/timestamp in Slack, owner/repository#number on GitHub, the"
                  + " Message-ID of the first mail.")
          String thread,
      @Required
          @Size(max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription(
              "Who asked, as the place calls them: member ID, user name or address.")
          String asker,
      @Size(max = Question.ANSWERS)
          @JsonPropertyDescription("The known answers that fit (spec.faq of the rotation).")
          List<@Size(max = 2560) String> answers) {

    /** As long as a Message-ID may be (RFC 5322). */
    public static final int THREAD_LENGTH = 998;

    /** More known answers are none. */
    public static final int ANSWERS = 5;

    public Question {
      answers = answers == null ? List.of() : answers;
    }
  }
}
