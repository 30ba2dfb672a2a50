package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.EscalationStatus;
import io.operatefirst.oncall.api.LastTimeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.notify.Text;
import io.operatefirst.oncall.text.Excerpt;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people are told of an entry, in words.
 *
 * @param status as it is about to be written
 * @param rotation that it is of
 * @param zone in which times are told
 */
record NoticeText(
    OnCallLogEntry entry, OnCallLogEntryStatus status, OnCallRotation rotation, ZoneId zone) {

  private static final int TOLD = 1000;

  /** That it came in. */
  Text fresh() {
    return new Text(
        headline(kind() + ": " + summary()), lines(problem(), acknowledge(status.onCall())));
  }

  /**
   * That who looks after it asks for help.
   *
   * @param told who is told
   */
  Text helpWanted(String told) {
    String who = Optional.ofNullable(entry.getSpec().acknowledgedBy()).orElse(status.onCall());
    return new Text(
        headline(
            "%s asks for help: %s"
                .formatted(Optional.ofNullable(who).orElse("Somebody"), summary())),
        lines(
            problem(),
            "If you can help, say so:\n  " + patch("\"assistedBy\":[\"%s\"]".formatted(told))));
  }

  /**
   * That nobody takes note.
   *
   * @param told who is told
   */
  Text escalation(EscalationStatus step, String told) {
    String moment = Moment.of(Instant.parse(step.at()), zone);
    return new Text(
        headline("Nobody has acknowledged: " + summary()),
        lines("Nobody had acknowledged it by %s.".formatted(moment), problem(), acknowledge(told)));
  }

  /** That duty has passed on: for those who need not do anything about it. */
  Text handover() {
    return new Text(headline(summary()), status.note().text().strip());
  }

  /** That a shift begins, with what the one before it leaves. */
  Text shiftStart() {
    return entry.getSpec().handover().changesHands()
        ? new Text(
            headline(summary()),
            lines(
                status.note().text().strip(),
                "Say that you have taken over:\n  " + acknowledgedBy(status.onCall())))
        : handover();
  }

  /** What the outgoing engineer says beside the note. */
  Text words() {
    String giver = Optional.ofNullable(entry.getSpec().handover().giver()).orElse("Somebody");
    return new Text(
        headline("%s adds to the handover".formatted(giver)), entry.getSpec().words().strip());
  }

  private String problem() {
    List<String> facts = new ArrayList<>();
    facts.add(
        "%s, since %s: %s"
            .formatted(kind(), Moment.of(Instant.parse(status.firstSeen()), zone), summary()));
    if (status.count() != null && status.count() > 1) {
      facts.add("Seen " + status.count() + " times.");
    }
    LogEntries.questionOf(entry)
        .ifPresent(
            question ->
                facts.add(
                    "Asked by %s (%s)%s"
                        .formatted(question.asker(), question.place().written(), link())));
    runbook().ifPresent(url -> facts.add("Runbook: " + url));
    Optional.ofNullable(status.lastTime())
        .map(LastTimeStatus::resolution)
        .ifPresent(resolution -> facts.add("Last time: " + Excerpt.of(resolution.strip(), TOLD)));
    Optional.ofNullable(status.similar()).orElse(List.of()).stream()
        .map(one -> "Of something alike (%s): %s".formatted(one.entry(), one.runbook()))
        .forEach(facts::add);
    return String.join("\n", facts);
  }

  private String link() {
    String link = entry.getSpec().source().link();
    return link == null ? "" : ": " + link;
  }

  private Optional<String> runbook() {
    return Optional.ofNullable(entry.getSpec().runbook())
        .or(() -> Optional.ofNullable(status.lastTime()).map(LastTimeStatus::runbook))
        .or(() -> Optional.ofNullable(entry.getSpec().source()).map(SourceSpec::runbookURL));
  }

  private String acknowledge(String name) {
    return "Say that you look after it:\n  " + acknowledgedBy(name);
  }

  private String acknowledgedBy(String name) {
    return patch(Acknowledging.by(rotation, name));
  }

  private String patch(String fields) {
    return "oc patch ocl %s -n %s --type merge -p '{\"spec\":{%s}}'"
        .formatted(entry.getMetadata().getName(), entry.getMetadata().getNamespace(), fields);
  }

  private static String lines(String... paragraphs) {
    return String.join("\n\n", paragraphs);
  }

  private String headline(String text) {
    return "[" + entry.getSpec().rotation() + "] " + text;
  }

  /** How bad it is; of a question that somebody waits says more. */
  private String kind() {
    return LogEntries.isQuestion(entry) ? "Question" : severity();
  }

  private String severity() {
    return switch (status.severity()) {
      case CRITICAL -> "Critical";
      case WARNING -> "Warning";
      case INFO -> "Info";
    };
  }

  private String summary() {
    return Optional.ofNullable(entry.getSpec().summary()).orElse(entry.getMetadata().getName());
  }
}
