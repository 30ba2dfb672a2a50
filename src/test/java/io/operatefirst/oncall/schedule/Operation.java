package io.operatefirst.oncall.schedule;

import io.operatefirst.oncall.override.CoverRecords;
import io.operatefirst.oncall.schedule.check.Judgement;
import io.operatefirst.oncall.schedule.check.Look;
import io.operatefirst.oncall.schedule.check.ScheduleChecker;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rotation in operation: asks the planner the way the operator does, whenever a test lets it
 * look, and keeps the log.
 */
final class Operation {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Draft draft;
  private final List<Look> looks = new ArrayList<>();
  private final List<Handover> log = new ArrayList<>();
  private Optional<Instant> publishedEnd = Optional.empty();
  private List<Stint> publishedCovers = List.of();
  private Optional<Handover> upcoming = Optional.empty();
  private Optional<String> onDuty = Optional.empty();
  private Instant now = Instant.EPOCH;

  Operation(Draft draft) {
    this.draft = draft;
  }

  /** Commits what is due at a local time of the rotation. */
  Operation look(String local) {
    return look(LocalDateTime.parse(local).atZone(draft.zone()).toInstant());
  }

  Operation look(Instant at) {
    now = at;
    Planner planner = new Planner(draft.roster());
    List<Handover> committed = new ArrayList<>();
    for (Optional<Handover> due = due(planner); due.isPresent(); due = due(planner)) {
      committed.add(due.get());
      log.add(due.get());
      publishedEnd = Optional.empty();
      publishedCovers = List.of();
    }
    List<Stint> stints = stints(planner);
    publishedEnd =
        last()
            .flatMap(handover -> handover.state().duty())
            .map(duty -> planner.endOf(duty.shift(), publishedEnd, now));
    publishedCovers =
        stints.stream()
            .filter(Stint::isCovered)
            .map(CoverRecords::write)
            .map(CoverRecords::read)
            .toList();
    onDuty = holder(stints);
    looks.add(new Look(now, draft.spec(), draft.overrides(), committed));
    return this;
  }

  private Optional<Handover> due(Planner planner) {
    upcoming = planner.next(last(), shown(), now);
    return upcoming.filter(next -> !next.at().isAfter(now));
  }

  Optional<Handover> last() {
    return log.isEmpty() ? Optional.empty() : Optional.of(log.get(log.size() - 1));
  }

  Handover running() {
    return last().orElseThrow();
  }

  /** What the planner waited for when the operator last looked. */
  Optional<Handover> upcoming() {
    return upcoming;
  }

  Instant lookedAt() {
    return now;
  }

  RotationState state() {
    return running().state();
  }

  Optional<String> onCall() {
    return state().onCall();
  }

  /** Who had the duty when the operator looked, whether by the list or for somebody else. */
  Optional<String> onDuty() {
    return onDuty;
  }

  Optional<Instant> publishedEnd() {
    return publishedEnd;
  }

  boolean showsCovers() {
    return !publishedCovers.isEmpty();
  }

  private Shown shown() {
    return last()
        .flatMap(handover -> handover.state().duty())
        .filter(duty -> publishedEnd.isPresent())
        .map(duty -> Shown.of(duty.endingAt(publishedEnd.get()), publishedCovers, now))
        .orElse(Shown.NOTHING);
  }

  private List<Stint> stints(Planner planner) {
    return planner.running(last(), shown(), now).map(PlannedShift::stints).orElse(List.of());
  }

  private Optional<String> holder(List<Stint> stints) {
    return stints.stream()
        .filter(stint -> stint.time().contains(now))
        .findFirst()
        .flatMap(Stint::engineer);
  }

  List<Handover> log() {
    return Collections.unmodifiableList(log);
  }

  /** What the planner says of the time to come. */
  List<Handover> preview(int handovers) {
    return new Planner(draft.roster()).from(last(), shown(), now).limit(handovers).toList();
  }

  /** The log, or a preview, as somebody would write it on a board: since when, who. */
  private static List<String> board(List<Handover> handovers, ZoneId zone) {
    return handovers.stream()
        .map(
            handover ->
                TIME.format(handover.at().atZone(zone)) + " " + handover.to().orElse("nobody"))
        .toList();
  }

  List<String> board() {
    return board(log, draft.zone());
  }

  List<String> boardAhead(int handovers) {
    return board(preview(handovers), draft.zone());
  }

  /** Who has an unchecked box, in the order of the list. */
  List<String> unchecked() {
    return state().order().stream().filter(box -> !box.done()).map(Box::engineer).toList();
  }

  List<String> listed() {
    return state().order().stream().map(Box::engineer).toList();
  }

  List<String> violations() {
    return judgement().violations();
  }

  /** What a checker has to say that knows nothing of the planner. */
  Judgement judgement() {
    return ScheduleChecker.judge(looks);
  }
}
