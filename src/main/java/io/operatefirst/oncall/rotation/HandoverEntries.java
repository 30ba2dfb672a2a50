package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.BoxState;
import io.operatefirst.oncall.api.CoverStatus;
import io.operatefirst.oncall.api.CycleStatus;
import io.operatefirst.oncall.api.HandoverBox;
import io.operatefirst.oncall.api.HandoverReason;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.RemovedStatus;
import io.operatefirst.oncall.api.ShiftTimes;
import io.operatefirst.oncall.api.TurnsStatus;
import io.operatefirst.oncall.override.CoverRecords;
import io.operatefirst.oncall.schedule.Box;
import io.operatefirst.oncall.schedule.Cycle;
import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.RemovedEngineer;
import io.operatefirst.oncall.schedule.RotationState;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.Tally;
import io.operatefirst.oncall.schedule.Turns;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a handover as a log entry, and reads it back. */
public final class HandoverEntries {

  private static final Pattern NAME = Pattern.compile("(.+)-handover-\\d{6,}");

  private static final Instant CENTURY_BEGINS = Instant.parse("1999-12-01T00:00:00Z");
  private static final Instant CENTURY_ENDS = Instant.parse("2100-02-01T00:00:00Z");

  private HandoverEntries() {}

  /**
   * The name of the entry that commits a handover: whoever comes second is refused by the server.
   */
  public static String nameOf(String rotation, long sequence) {
    return "%s-handover-%06d".formatted(rotation, sequence);
  }

  /**
   * Whether an entry is a handover of a rotation; its labels, which anybody may edit, do not count.
   */
  public static boolean isOf(OnCallLogEntry entry, OnCallRotation rotation) {
    OnCallLogEntrySpec spec = entry.getSpec();
    return spec != null
        && spec.type() == OnCallLogEntrySpec.Type.HANDOVER
        && spec.handover() != null
        && rotation.getMetadata().getName().equals(spec.rotation())
        && rotation.getMetadata().getNamespace().equals(entry.getMetadata().getNamespace());
  }

  /** The handovers of a rotation that it can go on from, the highest sequence last. */
  public static List<OnCallLogEntry> log(
      OnCallRotation rotation, Collection<OnCallLogEntry> entries) {
    return entries.stream()
        .filter(entry -> isOf(entry, rotation))
        .filter(HandoverEntries::isReadable)
        .sorted(Comparator.comparingLong(entry -> entry.getSpec().handover().sequence()))
        .toList();
  }

  /**
   * Whether a rotation can go on from what an entry says: anybody who may write entries may write
   * one by hand, and the server asks for no more than the form.
   */
  static boolean isReadable(OnCallLogEntry entry) {
    try {
      Handover handover = read(entry.getSpec().handover());
      RotationState state = handover.state();
      List<String> names = state.order().stream().map(Box::engineer).toList();
      return isOfThisCentury(handover.at())
          && state.duty().stream().allMatch(duty -> isOfThisCentury(duty.shift().end()))
          && Set.copyOf(names).size() == names.size()
          && Set.copyOf(names).equals(state.turns().keySet())
          && names.containsAll(state.carried())
          && names.containsAll(state.ahead());
    } catch (DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }

  /** As all dates are that a rotation may have. */
  private static boolean isOfThisCentury(Instant instant) {
    return instant.isAfter(CENTURY_BEGINS) && instant.isBefore(CENTURY_ENDS);
  }

  /**
   * The rotations that an entry concerns: the one it names, and the one whose handover it blocks.
   */
  static Set<ResourceID> rotationsOf(OnCallLogEntry entry) {
    Set<ResourceID> rotations = new HashSet<>();
    String namespace = entry.getMetadata().getNamespace();
    if (entry.getSpec() != null && entry.getSpec().rotation() != null) {
      rotations.add(new ResourceID(entry.getSpec().rotation(), namespace));
    }
    Matcher name = NAME.matcher(entry.getMetadata().getName());
    if (name.matches()) {
      rotations.add(new ResourceID(name.group(1), namespace));
    }
    return rotations;
  }

  /** The entry that commits a handover. */
  static OnCallLogEntry entry(OnCallRotation rotation, HandoverSpec handover, String summary) {
    String name = rotation.getMetadata().getName();
    OnCallLogEntry entry = new OnCallLogEntry();
    entry.setMetadata(
        new ObjectMetaBuilder()
            .withName(nameOf(name, handover.sequence()))
            .withNamespace(rotation.getMetadata().getNamespace())
            .withLabels(
                Map.of(OnCallLogEntry.ROTATION_LABEL, name, OnCallLogEntry.TYPE_LABEL, "Handover"))
            .build());
    entry.setSpec(
        new OnCallLogEntrySpec(
            name,
            OnCallLogEntrySpec.Type.HANDOVER,
            summary,
            OnCallLogEntrySpec.Severity.INFO,
            null,
            handover,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return entry;
  }

  static HandoverSpec write(Handover handover, String rotationUid) {
    RotationState state = handover.state();
    return new HandoverSpec(
        handover.sequence(),
        HandoverReason.valueOf(handover.reason().name()),
        handover.from().orElse(null),
        handover.to().orElse(null),
        handover.toCover().orElse(null),
        handover.at().toString(),
        state.duty().map(duty -> write(duty.shift())).orElse(null),
        write(state.cycle()),
        state.order().stream().map(box -> write(box, state.onCall())).toList(),
        listed(state, state.carried()),
        listed(state, state.ahead()),
        turns(state),
        removed(state),
        covers(handover.covered()),
        rotationUid);
  }

  /** In the order of the list. */
  private static List<String> listed(RotationState state, Set<String> names) {
    return state.order().stream().map(Box::engineer).filter(names::contains).toList();
  }

  /** Who covers when. */
  static List<CoverStatus> covers(List<Stint> stints) {
    return stints.stream()
        .filter(Stint::isCovered)
        .limit(HandoverSpec.MOST_COVERS)
        .map(CoverRecords::write)
        .toList();
  }

  static CycleStatus write(Cycle cycle) {
    return new CycleStatus(cycle.number(), cycle.seed().orElse(null));
  }

  static List<TurnsStatus> turns(RotationState state) {
    return state.order().stream()
        .map(box -> write(box.engineer(), state.turns().get(box.engineer())))
        .toList();
  }

  /** Who left; should there ever be more than the schema holds, the latest. */
  static List<RemovedStatus> removed(RotationState state) {
    List<RemovedEngineer> removed = state.removed();
    return removed.stream()
        .skip(Math.max(0, removed.size() - HandoverSpec.MOST_REMOVED))
        .map(HandoverEntries::write)
        .toList();
  }

  /** The handover that an entry commits. */
  public static Handover read(HandoverSpec handover) {
    Map<String, Turns> turns = new LinkedHashMap<>();
    handover.turns().forEach(written -> turns.put(written.engineer(), read(written)));
    Optional<String> to = Optional.ofNullable(handover.to());
    Instant at = Instant.parse(handover.at());
    RotationState state =
        new RotationState(
            new Cycle(handover.cycle().number(), Optional.ofNullable(handover.cycle().seed())),
            handover.order().stream().map(HandoverEntries::read).toList(),
            new LinkedHashSet<>(handover.carried()),
            new LinkedHashSet<>(handover.ahead()),
            turns,
            handover.removed().stream().map(HandoverEntries::read).toList(),
            Optional.ofNullable(handover.shift()).map(shift -> new Duty(read(shift), to)));
    return new Handover(
        handover.sequence(),
        reason(handover.reason()),
        Optional.ofNullable(handover.from()),
        to,
        at,
        state,
        handover.covers().stream().map(CoverRecords::read).toList(),
        Optional.ofNullable(handover.toCover()));
  }

  /** Only told; of one that a newer operator knows that duty passed on is all that counts. */
  private static Handover.Reason reason(HandoverReason written) {
    return written == null ? Handover.Reason.END_OF_SHIFT : Handover.Reason.valueOf(written.name());
  }

  static ShiftTimes write(Shift shift) {
    return new ShiftTimes(shift.start().toString(), shift.end().toString());
  }

  private static Shift read(ShiftTimes shift) {
    return new Shift(Instant.parse(shift.start()), Instant.parse(shift.end()));
  }

  private static HandoverBox write(Box box, Optional<String> onCall) {
    return new HandoverBox(box.engineer(), stateOf(box, onCall), box.present());
  }

  /** How a line of the list is shown. Who is on call has an open box until the shift ends. */
  static BoxState stateOf(Box box, Optional<String> onCall) {
    if (onCall.filter(box.engineer()::equals).isPresent()) {
      return BoxState.ON_CALL;
    }
    if (box.done()) {
      return BoxState.DONE;
    }
    return box.excused() ? BoxState.EXCUSED : BoxState.WAITING;
  }

  private static Box read(HandoverBox box) {
    return new Box(
        box.engineer(),
        box.state() == BoxState.DONE,
        box.present(),
        box.state() == BoxState.EXCUSED);
  }

  private static TurnsStatus write(String engineer, Turns turns) {
    return new TurnsStatus(
        engineer,
        turns.count(),
        unlessNone(turns.tally().fridays()),
        unlessNone(turns.tally().beforeHolidays()),
        unlessNone(turns.tally().covers()),
        turns.lastShift().map(LocalDate::toString).orElse(null),
        turns.shiftsSince().isPresent() ? turns.shiftsSince().getAsInt() : null,
        turns.excused() ? true : null,
        turns.added() ? true : null);
  }

  private static Integer unlessNone(int figure) {
    return figure == 0 ? null : figure;
  }

  private static Turns read(TurnsStatus turns) {
    return new Turns(
        new Tally(
            turns.turns(),
            orNone(turns.fridays()),
            orNone(turns.daysBeforeHolidays()),
            orNone(turns.covers())),
        Optional.ofNullable(turns.lastShift()).map(LocalDate::parse),
        turns.shiftsSince() == null ? OptionalInt.empty() : OptionalInt.of(turns.shiftsSince()),
        Boolean.TRUE.equals(turns.excused()),
        Boolean.TRUE.equals(turns.added()));
  }

  private static int orNone(Integer figure) {
    return figure == null ? 0 : figure;
  }

  private static RemovedStatus write(RemovedEngineer gone) {
    return new RemovedStatus(
        write(gone.box(), Optional.empty()),
        gone.carried() ? true : null,
        write(gone.box().engineer(), gone.turns()));
  }

  private static RemovedEngineer read(RemovedStatus gone) {
    return new RemovedEngineer(
        read(gone.box()), Boolean.TRUE.equals(gone.carried()), read(gone.turns()));
  }
}
