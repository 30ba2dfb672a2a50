package io.operatefirst.oncall.rotation;

import static io.operatefirst.oncall.status.Conditions.no;
import static io.operatefirst.oncall.status.Conditions.yes;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.logentry.Acknowledging;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.LocalTimes;
import io.operatefirst.oncall.text.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the conditions of a valid rotation say: each an ordered list of checks, of which the first
 * that applies speaks.
 *
 * @param rotation as it is written
 * @param outlook the same as it stands
 * @param entry the entry of the last handover; empty before the first
 * @param nameTaken name of the next handover's entry, where another object has it
 * @param overdue what holds up the last handover, though it is acknowledged
 */
record Assessment(
    OnCallRotation rotation,
    Outlook outlook,
    Optional<OnCallLogEntry> entry,
    Optional<String> nameTaken,
    OverdueRunbooks overdue) {

  private static final Duration NAME_TAKEN_RETRY = Duration.ofSeconds(15);

  /** Of a rotation in which nothing is overdue, as far as one knows yet. */
  Assessment(
      OnCallRotation rotation,
      Outlook outlook,
      Optional<OnCallLogEntry> entry,
      Optional<String> nameTaken) {
    this(rotation, outlook, entry, nameTaken, OverdueRunbooks.NONE);
  }

  /** The same, with the runbooks that hold up the handover. */
  Assessment with(OverdueRunbooks runbooks) {
    return new Assessment(rotation, outlook, entry, nameTaken, runbooks);
  }

  List<Condition> conditions() {
    return Stream.of(
            ready(),
            onDuty(),
            handedOver(),
            covered(),
            Optional.of(new Balance(outlook).condition()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** When the rotation is to be looked at again: soon where something of others is in the way. */
  Instant lookAgainAt() {
    return nameTaken.isPresent()
        ? outlook.now().plus(NAME_TAKEN_RETRY)
        : overdue.next().filter(outlook.nextChange()::isAfter).orElseGet(outlook::nextChange);
  }

  private Optional<Condition> ready() {
    return nameTaken
        .map(Assessment::nameTaken)
        .or(() -> suspended(Conditions.READY))
        .or(() -> notStarted(begins -> yes(Conditions.READY, Conditions.NOT_STARTED, begins)))
        .or(() -> nobodyAvailable(Conditions.READY))
        .or(this::scheduled);
  }

  private Optional<Condition> onDuty() {
    return suspended(Conditions.ON_DUTY)
        .or(() -> notStarted(begins -> no(Conditions.ON_DUTY, Conditions.NOT_STARTED, begins)))
        .or(() -> nobodyAvailable(Conditions.ON_DUTY))
        .or(() -> Optional.of(dutyTime()));
  }

  /** That the object that has a handover's name is in the way. */
  static Condition nameTaken(String name) {
    return no(
        Conditions.READY,
        Conditions.HANDOVER_NAME_TAKEN,
        "The handover cannot be committed: %s is there already and is not that handover. Look at it, and delete it: oc delete ocl %s"
            .formatted(name, name));
  }

  /** That only a newer operator can go on from the last handover. */
  static Condition newerVersion(String name, List<String> words) {
    return no(
        Conditions.READY,
        Conditions.NEWER_VERSION,
        "%s was written by a newer version of the operator, and this one does not know what it says (%s): nothing is handed over until the operator is updated. To go back to the handover before: oc delete ocl %s"
            .formatted(name, String.join(", ", words), name));
  }

  private Optional<Condition> notStarted(Function<String, Condition> condition) {
    return outlook.last().isEmpty() ? Optional.of(condition.apply(begins())) : Optional.empty();
  }

  private Optional<Condition> scheduled() {
    return outlook
        .current()
        .map(
            stint ->
                yes(
                    Conditions.READY,
                    Conditions.SCHEDULED,
                    "%s is on call%s until %s."
                        .formatted(
                            stint.engineer().orElseThrow(),
                            inPlace(stint),
                            Moment.of(stint.time().end(), zone()))));
  }

  /** Such as {@code " for alice (override dentist)"}. */
  static String inPlace(Stint stint) {
    return stint
        .lastCover()
        .map(
            cover ->
                " for %s (override %s)"
                    .formatted(stint.scheduled().orElse("nobody"), cover.override()))
        .orElse("");
  }

  private Condition dutyTime() {
    String coverage = "Coverage is " + LocalTimes.coverage(outlook.roster().calendar()) + ".";
    return switch (outlook.roster().calendar().dutyTime(outlook.now())) {
      case IN_COVERAGE ->
          yes(
              Conditions.ON_DUTY,
              Conditions.IN_COVERAGE,
              outlook.onCall().orElseThrow() + " is expected to react. " + coverage);
      case OUTSIDE_COVERAGE ->
          no(
              Conditions.ON_DUTY,
              Conditions.OUTSIDE_COVERAGE,
              "Nobody is expected to react at this hour. " + coverage);
      case NON_WORKING_DAY ->
          no(
              Conditions.ON_DUTY,
              Conditions.NON_WORKING_DAY,
              "Nobody is expected to react today, which is not a working day. " + coverage);
    };
  }

  private Optional<Condition> handedOver() {
    Optional<String> to = outlook.last().flatMap(Handover::taker);
    if (entry.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    String type = Conditions.HANDED_OVER;
    Handover last = outlook.last().orElseThrow();
    Optional<String> giver = last.giver();
    if (giver.isEmpty()) {
      return Optional.of(
          yes(
              type,
              Conditions.FIRST_SHIFT,
              "Nobody was on call before " + to.get() + ": nobody hands over."));
    }
    if (giver.equals(to)) {
      return Optional.of(
          yes(type, Conditions.SAME_PERSON, to.get() + " was on call before: nobody hands over."));
    }
    OnCallLogEntry handover = entry.get();
    if (handover.getSpec().acknowledged()) {
      String acknowledged = handover.getSpec().acknowledgedBy() + " has acknowledged the handover";
      return overdue
          .told()
          .map(debts -> no(type, Conditions.RUNBOOKS_OVERDUE, acknowledged + ", but " + debts))
          .or(() -> Optional.of(yes(type, Conditions.ACKNOWLEDGED, acknowledged + ".")));
    }
    return Optional.of(
        no(
            type,
            Conditions.AWAITING_ACKNOWLEDGEMENT,
            "%s has not acknowledged the handover yet: oc patch ocl %s --type merge -p '{\"spec\":{%s}}'"
                .formatted(
                    to.get(),
                    handover.getMetadata().getName(),
                    Acknowledging.by(rotation, to.get()))));
  }

  private Optional<Condition> covered() {
    return outlook.roster().suspended()
        ? Optional.empty()
        : Optional.of(new Gaps(outlook).condition());
  }

  private Optional<Condition> suspended(String type) {
    if (outlook.roster().suspended()) {
      return Optional.of(
          no(
              type,
              Conditions.SUSPENDED,
              "The rotation is suspended: nobody is on call. Set spec.suspend to false to resume."));
    }
    return resumedAt()
        .map(
            at ->
                no(
                    type,
                    Conditions.SUSPENDED,
                    "The rotation is suspended until %s: nobody is on call."
                        .formatted(Moment.of(at, zone()))));
  }

  /** Where the clock went backwards, a rotation is not resumed before it was suspended. */
  private Optional<Instant> resumedAt() {
    return outlook.last().isEmpty() || outlook.running().isPresent()
        ? Optional.empty()
        : outlook.coming().stream().findFirst().map(next -> next.shift().start());
  }

  private Optional<Condition> nobodyAvailable(String type) {
    return outlook
        .current()
        .filter(stint -> stint.engineer().isEmpty())
        .map(Stint::time)
        .map(
            shift ->
                no(
                    type,
                    Conditions.NOBODY_AVAILABLE,
                    "Nobody on the list is available until %s: %s are away. Whoever can do it all the same takes it by an OnCallOverride without spec.for."
                        .formatted(
                            Moment.of(shift.end(), zone()),
                            String.join(", ", outlook.roster().names()))));
  }

  private String begins() {
    return outlook.coming().stream()
        .findFirst()
        .map(
            first ->
                "The first shift begins "
                    + Moment.of(first.shift().start(), zone())
                    + first
                        .stints()
                        .get(0)
                        .engineer()
                        .map(name -> ", with " + name + " on call.")
                        .orElse("."))
        .orElse("The first shift has not begun.");
  }

  private ZoneId zone() {
    return outlook.zone();
  }
}
