package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** What the team decides. */
public record OnCallRotationSpec(
    @Required
        @Size(min = 1, max = Formats.ENGINEERS)
        @JsonPropertyDescription("The on-call list: who shares the duty, at least one engineer.")
        List<EngineerSpec> engineers,
    @JsonPropertyDescription(
            "When duty is handed over, and on which days and hours it is expected.")
        ScheduleSpec schedule,
    @JsonPropertyDescription("In which order turns are taken.") OrderSpec order,
    @JsonPropertyDescription(
            "How the team divides its time, for telling everybody's share. Absent: not at all.")
        SprintSpec sprint,
    @Default("false")
        @JsonPropertyDescription(
            "Pauses duty: the running shift ends and its box stays unchecked. Taking it back opens a"
                + " shift at once.")
        Boolean suspend,
    @JsonPropertyDescription("Firing alerts become entries of the log. Absent: they do not.")
        AlertsSpec alerts,
    @JsonPropertyDescription("Warning events become entries of the log. Absent: they do not.")
        EventsSpec events,
    @JsonPropertyDescription(
            "Unhealthy ClusterOperators become entries of the log (OpenShift). Absent: they do not.")
        ClusterOperatorsSpec clusterOperators,
    @JsonPropertyDescription("Where users ask becomes entries of the log. Absent: it does not.")
        QuestionsSpec questions,
    @Size(max = 50)
        @JsonPropertyDescription(
            "What is asked again and again, with the answer that users get at once.")
        List<FaqSpec> faq,
    @JsonPropertyDescription(
            "What happens where nobody takes note. Absent: everything waits until somebody looks.")
        EscalationSpec escalation,
    @JsonPropertyDescription("How people are told what concerns them. Absent: by Events only.")
        NotificationsSpec notifications,
    @JsonPropertyDescription(
            "The shifts as a calendar whose address is a secret. Absent: only whoever may get the"
                + " rotation gets the calendar.")
        FeedSpec feed,
    @JsonPropertyDescription("How much of the log is kept, and how soon its runbooks are written.")
        LogSpec log) {

  public OnCallRotationSpec {
    engineers = engineers == null ? List.of() : engineers;
    schedule = schedule == null ? ScheduleSpec.DEFAULT : schedule;
    order = order == null ? OrderSpec.DEFAULT : order;
    faq = faq == null ? List.of() : faq;
    log = log == null ? LogSpec.DEFAULT : log;
    suspend = Objects.requireNonNullElse(suspend, false);
  }
}
