package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.LastHandover;
import io.operatefirst.oncall.api.OnCallRotationStatus.ListItem;
import io.operatefirst.oncall.notify.kubernetes.EventRecorder.Kind;
import io.operatefirst.oncall.notify.kubernetes.EventRecorder.News;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.spec.Problem;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.text.Moment;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is told of a rotation: the difference between the status that people last saw and the one
 * that is about to be written. A crash in between tells it again, under the same name.
 */
final class Announcements {

  private Announcements() {}

  /** Of a handover, in one line. */
  static String summary(Handover handover, ZoneId zone) {
    String until =
        handover
            .state()
            .duty()
            .map(duty -> ", until " + Moment.of(duty.shift().end(), zone))
            .orElse("");
    String from = handover.giver().orElse("nobody");
    if (handover.reason() == Handover.Reason.SUSPENDED) {
      return "The rotation is suspended, which ends the shift of " + from;
    }
    if (handover.taker().isEmpty()) {
      return "Nobody is available to take over from " + from + until;
    }
    String to =
        handover.taker().get()
            + handover
                .toCover()
                .map(cover -> " (for " + handover.to().orElse("nobody") + ")")
                .orElse("");
    return switch (handover.reason()) {
      case FIRST_SHIFT -> to + " has the first shift" + until;
      case RESUMED -> "The rotation is resumed: " + to + " is on call" + until;
      case ENGINEER_REMOVED -> to + afterRemoval(handover, until);
      default -> from + " hands over to " + to + until;
    };
  }

  /** Who left is the engineer of the shift, also where somebody covered for them. */
  private static String afterRemoval(Handover handover, String until) {
    String giver = handover.giver().orElse("nobody");
    if (handover.giver().equals(handover.from())) {
      return " takes over from " + giver + ", who left the list" + until;
    }
    String goesOn =
        handover.giver().equals(handover.taker()) ? " stays on call" : " takes over from " + giver;
    return goesOn + until + "; " + handover.from().orElse("nobody") + " left the list";
  }

  /** What is new in the status of a valid rotation. */
  static List<News> news(OnCallRotation before, OnCallRotationStatus now, Outlook outlook) {
    List<News> news = new ArrayList<>();
    Optional<OnCallRotationStatus> seen = Optional.ofNullable(before.getStatus());
    outlook.last().flatMap(last -> handover(seen, now, last, outlook)).ifPresent(news::add);
    seen.flatMap(status -> coverChange(status, now, outlook)).ifPresent(news::add);
    seen.flatMap(status -> listChange(before, status, now)).ifPresent(news::add);
    seen.flatMap(status -> shiftsMoved(before, status, outlook)).ifPresent(news::add);
    Conditions.find(now.conditions(), Conditions.READY)
        .filter(ready -> isNews(before, ready, Conditions.HANDOVER_NAME_TAKEN))
        .map(
            ready ->
                new News(
                    Kind.WARNING,
                    Conditions.HANDOVER_NAME_TAKEN,
                    "name-taken-" + (outlook.last().map(Handover::sequence).orElse(0L) + 1),
                    ready.getMessage()))
        .ifPresent(news::add);
    return news;
  }

  /** That an override which was to hold does not, or cannot be gone by. */
  static Optional<News> ofOverride(OnCallOverride before, OnCallOverrideStatus now) {
    boolean known =
        before.getStatus() != null
            && before.getStatus().phase() == now.phase()
            && Objects.equals(before.getStatus().observedGeneration(), now.observedGeneration());
    String type =
        switch (now.phase()) {
          case REJECTED -> Conditions.ACCEPTED;
          case INEFFECTIVE -> Conditions.INEFFECTIVE;
          default -> "";
        };
    return known
        ? Optional.empty()
        : Conditions.find(now.conditions(), type)
            .map(
                condition ->
                    new News(
                        Kind.WARNING,
                        condition.getReason(),
                        condition.getReason().toLowerCase(Locale.ROOT)
                            + "-"
                            + now.observedGeneration(),
                        condition.getMessage()));
  }

  /** What is new in the status of an invalid one. */
  static List<News> invalid(OnCallRotation rotation, List<Problem> problems) {
    boolean known =
        Optional.ofNullable(rotation.getStatus())
            .filter(status -> Objects.equals(status.observedGeneration(), generation(rotation)))
            .filter(status -> status.phase() == OnCallRotationStatus.Phase.INVALID)
            .isPresent();
    return known
        ? List.of()
        : List.of(
            new News(
                Kind.WARNING,
                Conditions.INVALID_SPEC,
                "invalid-" + generation(rotation),
                Problem.join(problems)));
  }

  private static Long generation(OnCallRotation rotation) {
    return rotation.getMetadata().getGeneration();
  }

  private static boolean isNews(OnCallRotation before, Condition ready, String reason) {
    return ready.getReason().equals(reason)
        && Optional.ofNullable(before.getStatus())
            .flatMap(status -> Conditions.find(status.conditions(), Conditions.READY))
            .filter(seen -> seen.getReason().equals(reason))
            .isEmpty();
  }

  /** That the log had lost its handovers. */
  static News restored(long sequence) {
    return new News(
        Kind.WARNING,
        "HandoverRestored",
        "restored-%06d".formatted(sequence),
        "No Handover entry was left in the log; handover %d was written again from the status."
            .formatted(sequence));
  }

  private static Optional<News> handover(
      Optional<OnCallRotationStatus> seen,
      OnCallRotationStatus now,
      Handover last,
      Outlook outlook) {
    Optional<LastHandover> shown = seen.map(OnCallRotationStatus::lastHandover);
    long known = shown.map(LastHandover::sequence).orElse(0L);
    boolean decidedAnew =
        known == last.sequence() && shown.filter(one -> isSame(one, now.lastHandover())).isEmpty();
    if (last.sequence() <= known && !decidedAnew) {
      return Optional.empty();
    }
    long missed = known == 0 || decidedAnew ? 0 : last.sequence() - known - 1;
    String text = summary(last, outlook.zone());
    String message =
        missed == 0 ? text + "." : text + ". " + missed + " handovers before it were made up for.";
    String key = "handover-%06d".formatted(last.sequence());
    boolean gap = last.taker().isEmpty() && last.reason() != Handover.Reason.SUSPENDED;
    return Optional.of(
        new News(
            gap ? Kind.WARNING : Kind.NORMAL,
            gap ? Conditions.NOBODY_AVAILABLE : "Handover",
            decidedAnew ? key + "-" + last.taker().orElse("nobody") : key,
            decidedAnew ? "Decided anew, since its entry was deleted: " + message : message));
  }

  /** Where somebody deletes its entry, which is how one is mended, it may come to be another. */
  private static boolean isSame(LastHandover one, LastHandover other) {
    return one.sequence() == other.sequence()
        && Objects.equals(one.to(), other.to())
        && Objects.equals(one.toCover(), other.toCover());
  }

  /** Somebody else has the duty, though no handover is due. */
  private static Optional<News> coverChange(
      OnCallRotationStatus before, OnCallRotationStatus now, Outlook outlook) {
    Optional<Stint> current = outlook.current();
    boolean sameShift =
        before.lastHandover() != null
            && now.lastHandover() != null
            && isSame(before.lastHandover(), now.lastHandover());
    if (!sameShift || current.isEmpty() || Objects.equals(before.onCall(), now.onCall())) {
      return Optional.empty();
    }
    Stint stint = current.get();
    String until = Moment.of(stint.time().end(), outlook.zone());
    return Optional.of(
        new News(
            stint.engineer().isEmpty() ? Kind.WARNING : Kind.NORMAL,
            stint.isCovered() ? "CoverBegins" : "CoverEnds",
            "cover-%06d-%s-%d"
                .formatted(
                    now.lastHandover().sequence(),
                    stint.engineer().orElse("nobody"),
                    stint.time().start().getEpochSecond()),
            "%s is on call%s until %s, after %s."
                .formatted(
                    stint.engineer().orElse("Nobody"),
                    Assessment.inPlace(stint),
                    until,
                    Objects.requireNonNullElse(before.onCall(), "nobody"))));
  }

  private static Optional<News> listChange(
      OnCallRotation rotation, OnCallRotationStatus before, OnCallRotationStatus now) {
    Set<String> old = names(before);
    Set<String> current = names(now);
    if (old.isEmpty() || old.equals(current)) {
      return Optional.empty();
    }
    return Optional.of(
        new News(
            Kind.NORMAL,
            "ListChanged",
            "list-" + generation(rotation),
            "The list has changed. Added: %s. Removed: %s."
                .formatted(without(current, old), without(old, current))));
  }

  /** An edit has moved shifts that people were shown; the passing of time moves none. */
  private static Optional<News> shiftsMoved(
      OnCallRotation rotation, OnCallRotationStatus before, Outlook outlook) {
    if (before.upcoming() == null
        || before.observedGeneration() == null
        || before.observedGeneration().equals(generation(rotation))) {
      return Optional.empty();
    }
    return new MovedShifts(names(before), before.upcoming(), outlook)
        .inWords()
        .map(
            message ->
                new News(Kind.NORMAL, "ShiftsMoved", "moved-" + generation(rotation), message));
  }

  private static Set<String> names(OnCallRotationStatus status) {
    Set<String> names = new LinkedHashSet<>();
    Optional.ofNullable(status.list())
        .ifPresent(list -> list.stream().map(ListItem::engineer).forEach(names::add));
    return names;
  }

  private static String without(Set<String> names, Set<String> others) {
    List<String> rest = names.stream().filter(name -> !others.contains(name)).toList();
    return rest.isEmpty() ? "nobody" : String.join(", ", rest);
  }
}
