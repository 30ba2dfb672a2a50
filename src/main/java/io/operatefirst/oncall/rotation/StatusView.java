package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.BoxState;
import io.operatefirst.oncall.api.CoverStatus;
import io.operatefirst.oncall.api.HandoverBox;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.KnowledgeStatus;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.LastHandover;
import io.operatefirst.oncall.api.OnCallRotationStatus.ListItem;
import io.operatefirst.oncall.api.OnCallRotationStatus.Next;
import io.operatefirst.oncall.api.OnCallRotationStatus.Phase;
import io.operatefirst.oncall.api.OnCallRotationStatus.UpcomingShift;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsStatus;
import io.operatefirst.oncall.schedule.Box;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Fairness;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import io.operatefirst.oncall.spec.Problem;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.LocalTimes;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Builds the status afresh each time: a view of the log and the spec that depends on nothing else,
 * but for the transition times of its conditions. From it the last handover can be written again.
 */
final class StatusView {

  private static final int UPCOMING = 10;

  private StatusView() {}

  /**
   * The status of a valid rotation.
   *
   * @param knowledge who has resolved what
   * @param intakes what its intakes and channels say of themselves
   * @param receipts of who was told of it
   */
  static OnCallRotationStatus of(
      OnCallRotation rotation,
      Assessment assessment,
      Backlog backlog,
      List<KnowledgeStatus> knowledge,
      List<Condition> intakes,
      List<NoticeStatus> receipts) {
    Outlook outlook = assessment.outlook();
    List<UpcomingShift> upcoming = upcoming(outlook);
    Long generation = rotation.getMetadata().getGeneration();
    return new OnCallRotationStatus(
        generation,
        phase(outlook),
        outlook.onCall().orElse(null),
        outlook.scheduled().orElse(null),
        outlook.current().map(stint -> until(outlook, stint)).orElse(null),
        LocalTimes.coverage(outlook.roster().calendar()),
        outlook.running().map(PlannedShift::shift).map(HandoverEntries::write).orElse(null),
        covers(outlook),
        upcoming.stream()
            .findFirst()
            .map(shift -> new Next(shift.engineer(), shift.start()))
            .orElse(null),
        HandoverEntries.write(outlook.list().cycle()),
        list(outlook),
        upcoming,
        HandoverEntries.turns(outlook.list()),
        Fairness.of(outlook.list()).spread(),
        outlook.sprint().map(SprintView::of).orElse(null),
        outlook.list().removed().isEmpty() ? null : HandoverEntries.removed(outlook.list()),
        assessment.entry().map(StatusView::lastHandover).orElse(null),
        backlog.open(),
        backlog.owed().size(),
        knowledge.isEmpty() ? null : knowledge,
        questions(rotation, outlook.now()),
        shown(RotationNotices.kept(receipts, outlook)),
        Conditions.merge(
            conditionsOf(rotation),
            Stream.of(assessment.conditions(), intakes, List.of(backlog.documented()))
                .flatMap(List::stream)
                .toList(),
            generation,
            outlook.now()));
  }

  /** Since when a place is listened to, as it is known; from now on where it is new. */
  private static List<QuestionsStatus> questions(OnCallRotation rotation, Instant now) {
    List<QuestionsStatus> known =
        Optional.ofNullable(rotation.getStatus())
            .map(OnCallRotationStatus::questions)
            .orElse(List.of());
    List<QuestionsStatus> places =
        Stream.of(Place.values())
            .filter(place -> place.isWatchedBy(rotation))
            .map(
                place ->
                    known.stream()
                        .filter(one -> one.place() == place)
                        .findFirst()
                        .orElseGet(() -> new QuestionsStatus(place, now.toString())))
            .toList();
    return places.isEmpty() ? null : places;
  }

  /** Null where there are none. */
  private static List<NoticeStatus> shown(List<NoticeStatus> receipts) {
    return receipts.isEmpty() ? null : receipts;
  }

  /**
   * The status of an invalid rotation: all stays as it is but for what its log counts, and the
   * condition says what is wrong.
   */
  static OnCallRotationStatus ofInvalid(
      OnCallRotation rotation, Backlog backlog, List<Problem> problems, Instant now) {
    Condition ready =
        Conditions.no(Conditions.READY, Conditions.INVALID_SPEC, Problem.join(problems));
    return frozen(rotation, backlog, Phase.INVALID, ready, now);
  }

  /** The same of a rotation that cannot go on from its log. */
  static OnCallRotationStatus ofBlocked(
      OnCallRotation rotation, Backlog backlog, Condition why, Instant now) {
    Phase phase =
        Optional.ofNullable(rotation.getStatus()).map(OnCallRotationStatus::phase).orElse(null);
    return frozen(rotation, backlog, phase, why, now);
  }

  private static OnCallRotationStatus frozen(
      OnCallRotation rotation, Backlog backlog, Phase phase, Condition ready, Instant now) {
    Long generation = rotation.getMetadata().getGeneration();
    List<Condition> told = List.of(ready, backlog.documented());
    Stream<Condition> others =
        conditionsOf(rotation).stream()
            .filter(c -> told.stream().noneMatch(one -> one.getType().equals(c.getType())));
    return Optional.ofNullable(rotation.getStatus())
        .orElse(OnCallRotationStatus.EMPTY)
        .frozen(
            generation,
            phase,
            backlog.open(),
            backlog.owed().size(),
            Conditions.merge(
                conditionsOf(rotation),
                Stream.concat(told.stream(), others).toList(),
                generation,
                now));
  }

  /** The last handover as the status knows it; empty where it knows none. */
  static Optional<HandoverSpec> remembered(OnCallRotationStatus status) {
    if (status == null || status.lastHandover() == null) {
      return Optional.empty();
    }
    LastHandover last = status.lastHandover();
    return Optional.of(
        new HandoverSpec(
            last.sequence(),
            last.reason(),
            last.from(),
            last.to(),
            last.toCover(),
            last.at(),
            last.shift(),
            status.cycle(),
            status.list().stream()
                .map(item -> new HandoverBox(item.engineer(), box(item.state()), item.present()))
                .toList(),
            names(status.list(), ListItem::carried),
            names(status.list(), ListItem::ahead),
            status.turns(),
            status.removed(),
            last.covers(),
            last.rotationUid()));
  }

  private static List<String> names(List<ListItem> list, Function<ListItem, Boolean> marked) {
    return list.stream()
        .filter(item -> Boolean.TRUE.equals(marked.apply(item)))
        .map(ListItem::engineer)
        .toList();
  }

  private static BoxState box(BoxState shown) {
    return shown == BoxState.AWAY ? BoxState.WAITING : shown;
  }

  private static List<Condition> conditionsOf(OnCallRotation rotation) {
    return Optional.ofNullable(rotation.getStatus())
        .map(OnCallRotationStatus::conditions)
        .orElse(List.of());
  }

  private static Phase phase(Outlook outlook) {
    if (outlook.roster().suspended()) {
      return Phase.SUSPENDED;
    }
    if (outlook.running().isEmpty()) {
      return Phase.OFF_DUTY;
    }
    if (outlook.onCall().isEmpty()) {
      return Phase.NOBODY_AVAILABLE;
    }
    return outlook.roster().calendar().dutyTime(outlook.now()) == DutyTime.IN_COVERAGE
        ? Phase.ON_CALL
        : Phase.OFF_DUTY;
  }

  private static String until(Outlook outlook, Stint stint) {
    return Moment.of(stint.time().end(), outlook.roster().calendar().clock().zone());
  }

  private static List<CoverStatus> covers(Outlook outlook) {
    List<CoverStatus> covers = HandoverEntries.covers(outlook.stints());
    return covers.isEmpty() ? null : covers;
  }

  private static List<UpcomingShift> upcoming(Outlook outlook) {
    return outlook.upcoming().limit(UPCOMING).map(StatusView::upcoming).toList();
  }

  private static UpcomingShift upcoming(Stint stint) {
    return new UpcomingShift(
        stint.engineer().orElse(null),
        stint.isCovered() ? stint.scheduled().orElse(null) : null,
        stint.lastCover().map(Cover::override).orElse(null),
        stint.time().start().toString(),
        stint.time().end().toString());
  }

  private static List<ListItem> list(Outlook outlook) {
    return outlook.list().order().stream()
        .map(
            box ->
                new ListItem(
                    box.engineer(),
                    shown(box, outlook),
                    box.present(),
                    outlook.list().carried().contains(box.engineer()) ? true : null,
                    outlook.list().ahead().contains(box.engineer()) ? true : null))
        .toList();
  }

  private static BoxState shown(Box box, Outlook outlook) {
    BoxState state = HandoverEntries.stateOf(box, outlook.scheduled());
    boolean away =
        outlook
            .running()
            .filter(running -> !outlook.roster().isAvailable(box.engineer(), running.shift()))
            .isPresent();
    return state == BoxState.WAITING && away ? BoxState.AWAY : state;
  }

  private static LastHandover lastHandover(OnCallLogEntry entry) {
    HandoverSpec handover = entry.getSpec().handover();
    return new LastHandover(
        handover.from(),
        handover.to(),
        handover.toCover(),
        handover.at(),
        entry.getMetadata().getName(),
        handover.sequence(),
        handover.reason(),
        handover.shift(),
        handover.covers().isEmpty() ? null : handover.covers(),
        handover.rotationUid());
  }
}
