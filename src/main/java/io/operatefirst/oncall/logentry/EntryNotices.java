package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.EscalationStatus;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.log.Escalation.Step;
import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.notify.Notice;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Subject;
import io.operatefirst.oncall.notify.Text;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whom an entry is told to, as it stands: by the rules of docs/notifications.md.
 *
 * @param rotation with its list
 * @param roster the same, as it was read
 */
record EntryNotices(OnCallRotation rotation, Roster roster) {

  static final String NEW = "New";
  static final String HELP_WANTED = "HelpWanted";
  static final String HANDOVER = "Handover";
  static final String WORDS = "Words";
  static final String ESCALATION = "Escalation-";

  /** To who asked: who looks at it, and when. */
  static final String TAKEN = "Taken";

  /** To who asked: that it is answered. */
  static final String ANSWERED = "Answered";

  /** To the place where somebody asked: whom it concerns. */
  static final String ASSIGNED = "Assigned";

  /**
   * What people are to be told.
   *
   * @param now what is to be told now; what is not among it is not to be told any more
   * @param later when it will be another, as far as time alone goes; empty where it will not
   */
  record Owed(List<Notice> now, Optional<Instant> later) {

    /** The same, and more now. */
    Owed and(List<Notice> more) {
      return new Owed(Stream.concat(more.stream(), now.stream()).toList(), later);
    }

    static final Owed NOTHING = new Owed(List.of(), Optional.empty());
  }

  /**
   * Of a problem.
   *
   * @param status as it is about to be written
   */
  Owed ofProblem(OnCallLogEntry entry, OnCallLogEntryStatus status, Instant now) {
    return ofTheTeam(entry, status, now).and(answers(entry, status, now));
  }

  private Owed ofTheTeam(OnCallLogEntry entry, OnCallLogEntryStatus status, Instant now) {
    if (entry.getSpec().resolved()) {
      return Owed.NOTHING;
    }
    NoticeText text = text(entry, status);
    List<Notice> notices = new ArrayList<>();
    if (isUnseen(status)) {
      // Of what is for information only nobody is told, but where somebody waits for an answer.
      boolean matters =
          status.severity() != OnCallLogEntrySpec.Severity.INFO || LogEntries.isQuestion(entry);
      if (matters && status.onCall() != null) {
        notices.addAll(to(List.of(status.onCall()), entry, NEW, true, name -> text.fresh()));
      }
      notices.addAll(escalations(entry, status, text));
    }
    if (entry.getSpec().helpWanted() && entry.getSpec().assistedBy().isEmpty()) {
      notices.addAll(to(others(entry, status, now), entry, HELP_WANTED, false, text::helpWanted));
    }
    LogEntries.questionOf(entry)
        .flatMap(question -> assigned(entry, question, status))
        .ifPresent(notices::add);
    return inCoverage(notices, now);
  }

  /** Those who asked are not of the team: they are answered at any hour. */
  private List<Notice> answers(OnCallLogEntry entry, OnCallLogEntryStatus status, Instant now) {
    AnswerText text = new AnswerText(entry, status, rotation, roster.calendar());
    return LogEntries.questionOf(entry)
        .map(
            question ->
                entry.getSpec().resolved()
                    ? answered(entry, question, text)
                    : List.of(
                        outside(
                            entry,
                            TAKEN,
                            new Recipient.Asker(question, called(status, now), false),
                            text.taken())))
        .orElse(List.of());
  }

  /** Who was never told that somebody looks at it needs not hear that it is over. */
  private static List<Notice> answered(
      OnCallLogEntry entry, SourceSpec.Question question, AnswerText text) {
    boolean told =
        LogEntries.noticesIn(entry.getStatus()).stream()
            .anyMatch(receipt -> receipt.notice().equals(TAKEN));
    return told
        ? List.of(
            outside(
                entry,
                ANSWERED,
                new Recipient.Asker(question, Optional.empty(), true),
                text.answered()))
        : List.of();
  }

  /** At the place itself nobody is called who has not to be there. */
  private Optional<EngineerSpec> called(OnCallLogEntryStatus status, Instant now) {
    return Optional.ofNullable(status.onCall())
        .filter(name -> mayDisturb(now))
        .flatMap(this::engineer);
  }

  private Optional<Notice> assigned(
      OnCallLogEntry entry, SourceSpec.Question question, OnCallLogEntryStatus status) {
    return Optional.ofNullable(status.onCall())
        .flatMap(this::engineer)
        .map(
            who ->
                outside(
                    entry,
                    ASSIGNED,
                    new Recipient.Assignee(question, LogEntries.startOf(entry), who),
                    new Text(who.name(), "")));
  }

  private static Notice outside(OnCallLogEntry entry, String key, Recipient to, Text text) {
    return new Notice(Subject.of(entry), key, new Audience.Outside(to), false, text);
  }

  /** What does not fire any more disturbs nobody. */
  private static boolean isUnseen(OnCallLogEntryStatus status) {
    return (status.phase() == Phase.OPEN || status.phase() == Phase.ESCALATED)
        && !Boolean.FALSE.equals(status.firing());
  }

  /**
   * Of a handover.
   *
   * @param last whether no other came after it
   */
  Owed ofHandover(OnCallLogEntry entry, OnCallLogEntryStatus status, boolean last, Instant now) {
    HandoverSpec handover = entry.getSpec().handover();
    boolean over = handover.shift() != null && !Instant.parse(handover.shift().end()).isAfter(now);
    if (!last
        || over
        || status.note() == null
        || handover.taker() == null
        || handover.taker().equals(handover.giver())) {
      return Owed.NOTHING;
    }
    NoticeText text = text(entry, status);
    List<Notice> notices = new ArrayList<>();
    notices.add(
        new Notice(Subject.of(entry), HANDOVER, new Audience.Team(), false, text.handover()));
    if (!entry.getSpec().acknowledged()) {
      notices.addAll(
          to(List.of(handover.taker()), entry, HANDOVER, false, name -> text.shiftStart()));
      notices.addAll(escalations(entry, status, text));
    }
    // Often after the note has gone out, and it may be what matters most.
    if (entry.getSpec().words() != null && !entry.getSpec().words().isBlank()) {
      notices.addAll(to(List.of(handover.taker()), entry, WORDS, false, name -> text.words()));
    }
    return inCoverage(notices, now);
  }

  private List<Notice> escalations(
      OnCallLogEntry entry, OnCallLogEntryStatus status, NoticeText text) {
    List<EscalationStatus> steps = Optional.ofNullable(status.escalations()).orElse(List.of());
    List<Notice> notices = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      String key = ESCALATION + (i + 1);
      EscalationStatus step = steps.get(i);
      notices.addAll(to(step.to(), entry, key, true, name -> text.escalation(step, name)));
    }
    return notices;
  }

  /** All but who asks: whoever is on call by now stays one of them. */
  private List<String> others(OnCallLogEntry entry, OnCallLogEntryStatus status, Instant now) {
    Set<String> asking =
        Set.copyOf(
            Stream.of(status.onCall(), entry.getSpec().acknowledgedBy())
                .flatMap(Stream::ofNullable)
                .toList());
    return EscalationChain.of(rotation.getStatus(), roster, now).told(Step.EVERYBODY).stream()
        .filter(name -> !asking.contains(name) && !asking.contains(username(name)))
        .toList();
  }

  private String username(String name) {
    return engineer(name).map(EngineerSpec::username).orElse("");
  }

  private List<Notice> to(
      Collection<String> names,
      OnCallLogEntry entry,
      String key,
      boolean gathers,
      Function<String, Text> text) {
    Subject about = Subject.of(entry);
    return names.stream()
        .flatMap(name -> engineer(name).stream())
        .map(who -> new Notice(about, key, new Audience.One(who), gathers, text.apply(who.name())))
        .toList();
  }

  private Optional<EngineerSpec> engineer(String name) {
    return rotation.getSpec().engineers().stream()
        .filter(engineer -> engineer.name().equals(name))
        .findFirst();
  }

  /**
   * Outside coverage nobody is disturbed, unless escalation runs around the clock; nor by what was
   * owed within it and could not be sent until then.
   */
  private Owed inCoverage(List<Notice> notices, Instant now) {
    if (notices.isEmpty()) {
      return Owed.NOTHING;
    }
    if (Escalations.isAroundTheClock(rotation)) {
      return new Owed(notices, Optional.empty());
    }
    return mayDisturb(now)
        ? new Owed(notices, Optional.of(roster.calendar().nextDutyTimeChange(now)))
        : new Owed(List.of(), Optional.of(roster.calendar().nextCovered(now)));
  }

  private boolean mayDisturb(Instant now) {
    return Escalations.isAroundTheClock(rotation)
        || roster.calendar().dutyTime(now) == DutyTime.IN_COVERAGE;
  }

  private NoticeText text(OnCallLogEntry entry, OnCallLogEntryStatus status) {
    return new NoticeText(entry, status, rotation, roster.calendar().clock().zone());
  }
}
