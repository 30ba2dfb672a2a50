package io.operatefirst.oncall.override;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.CoverStatus;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideSpec;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallOverrideStatus.Phase;
import io.operatefirst.oncall.schedule.Absence;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Effect;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.spec.OverrideReader.Reading;
import io.operatefirst.oncall.spec.Problem;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.LocalTimes;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds the status of an override: whether it is accepted, whether it holds at this moment, and
 * why it changes nothing, where it does not.
 *
 * @param roster of its rotation
 * @param shifts the running one and those to come, as far as overrides are about them
 * @param now the instant
 */
public record OverrideView(Roster roster, List<PlannedShift> shifts, Instant now) {

  /** Of an override whose rotation does not exist. */
  static OnCallOverrideStatus ofUnknownRotation(OnCallOverride override, Instant now) {
    return rejected(
        override,
        Conditions.UNKNOWN_ROTATION,
        "spec.rotation: there is no OnCallRotation %s in namespace %s."
            .formatted(override.getSpec().rotation(), override.getMetadata().getNamespace()),
        now);
  }

  /** Of an override of this rotation. */
  public OnCallOverrideStatus of(OnCallOverride override, Reading reading) {
    if (reading instanceof Reading.Valid valid) {
      return ofAccepted(override, valid.covers());
    }
    if (reading instanceof Reading.UnknownEngineer unknown) {
      return rejected(override, Conditions.UNKNOWN_ENGINEER, Problem.join(unknown.problems()), now);
    }
    if (reading instanceof Reading.EndsBeforeItStarts ends) {
      return rejected(
          override, Conditions.ENDS_BEFORE_IT_STARTS, Problem.join(ends.problems()), now);
    }
    return rejected(
        override,
        Conditions.INVALID_SPEC,
        Problem.join(((Reading.Invalid) reading).problems()),
        now);
  }

  private static OnCallOverrideStatus rejected(
      OnCallOverride override, String reason, String message, Instant now) {
    return status(
        override,
        Phase.REJECTED,
        cutShort(override, now),
        List.of(
            Conditions.no(Conditions.ACCEPTED, reason, message),
            Conditions.no(Conditions.ACTIVE, reason, "It is not accepted.")),
        now);
  }

  private OnCallOverrideStatus ofAccepted(OnCallOverride override, List<Cover> covers) {
    Map<Cover, Effect> effects = new LinkedHashMap<>();
    covers.forEach(cover -> effects.put(cover, effect(override, cover)));
    List<Stint> stints =
        effects.values().stream()
            .filter(Effect.Holds.class::isInstance)
            .flatMap(effect -> ((Effect.Holds) effect).stints().stream())
            .sorted(Comparator.comparing(stint -> stint.time().start()))
            .toList();
    Optional<Condition> ineffective = ineffective(override, effects);
    Phase phase = phase(override, effects.values(), stints, ineffective.isPresent());
    return status(
        override,
        phase,
        phase == Phase.INEFFECTIVE ? cutShort(override, now) : covers(stints),
        List.of(
            Conditions.yes(Conditions.ACCEPTED, Conditions.ACCEPTED, agreement(override, stints)),
            active(phase, stints),
            ineffective.orElseGet(
                () ->
                    Conditions.no(
                        Conditions.INEFFECTIVE,
                        Conditions.TAKES_EFFECT,
                        phase == Phase.ENDED
                            ? "It held while its time lasted."
                            : "Somebody has the duty that it passes on."))),
        now);
  }

  /** What changed nothing, and is edited when its time is over, has not held then either. */
  private Effect effect(OnCallOverride override, Cover cover) {
    Effect effect = Effect.of(cover, roster, shifts, now);
    return effect instanceof Effect.Over && wasIneffective(override) && isEdited(override)
        ? new Effect.InThePast()
        : effect;
  }

  private static boolean wasIneffective(OnCallOverride override) {
    return override.getStatus() != null && override.getStatus().phase() == Phase.INEFFECTIVE;
  }

  private static boolean isEdited(OnCallOverride override) {
    return !Objects.equals(
        override.getStatus().observedGeneration(), override.getMetadata().getGeneration());
  }

  /** Of a swap one half may have held: then it has ended, though nothing came of the other. */
  private Phase phase(
      OnCallOverride override,
      Collection<Effect> effects,
      List<Stint> stints,
      boolean ineffective) {
    if (stints.stream().anyMatch(stint -> stint.time().contains(now))) {
      return Phase.ACTIVE;
    }
    boolean toCome =
        !stints.isEmpty() || effects.stream().anyMatch(Effect.TooFarAhead.class::isInstance);
    if (!toCome && effects.stream().anyMatch(Effect.Over.class::isInstance)) {
      return ineffective && wasIneffective(override) ? Phase.INEFFECTIVE : Phase.ENDED;
    }
    return stints.isEmpty() && ineffective ? Phase.INEFFECTIVE : Phase.SCHEDULED;
  }

  /** Where it, or a half of it, changes nothing; of what is over that which was said of it. */
  private Optional<Condition> ineffective(OnCallOverride override, Map<Cover, Effect> effects) {
    Optional<Condition> before = ineffectiveBefore(override);
    String why =
        effects.entrySet().stream()
            .flatMap(
                entry ->
                    entry.getValue() instanceof Effect.Over
                        ? before.stream()
                            .flatMap(told -> said(told, entry.getKey(), effects.keySet()))
                        : why(entry.getKey(), entry.getValue()))
            .collect(joining(" "));
    return effects.values().stream()
        .flatMap(effect -> reason(effect).stream())
        .findFirst()
        .or(() -> before.map(Condition::getReason))
        .filter(reason -> !why.isEmpty())
        .map(reason -> Conditions.yes(Conditions.INEFFECTIVE, reason, why));
  }

  /** What an earlier spec came to says nothing of this one. */
  private static Optional<Condition> ineffectiveBefore(OnCallOverride override) {
    return Optional.ofNullable(override.getStatus())
        .filter(status -> !isEdited(override))
        .flatMap(status -> Conditions.find(status.conditions(), Conditions.INEFFECTIVE))
        .filter(condition -> condition.getStatus().equals("True"));
  }

  /** The sentence about one half, up to that about the other. */
  private static Stream<String> said(Condition told, Cover half, Set<Cover> halves) {
    String message = told.getMessage();
    int from = message.indexOf(deal(half));
    int to =
        halves.stream()
            .mapToInt(other -> message.indexOf(" " + deal(other)))
            .filter(at -> at > from)
            .min()
            .orElse(message.length());
    return from < 0 ? Stream.empty() : Stream.of(message.substring(from, to));
  }

  private static String deal(Cover cover) {
    return cover.engineer() + " for " + cover.whose().orElse("whoever is on call") + ": ";
  }

  private static Optional<String> reason(Effect effect) {
    if (effect instanceof Effect.Overridden) {
      return Optional.of(Conditions.OVERRIDDEN);
    }
    if (effect instanceof Effect.NothingToCover) {
      return Optional.of(Conditions.NOTHING_TO_COVER);
    }
    return effect instanceof Effect.InThePast
        ? Optional.of(Conditions.IN_THE_PAST)
        : Optional.empty();
  }

  /** Nothing where it takes effect, or may yet. */
  private Stream<String> why(Cover cover, Effect effect) {
    return reason(effect).isEmpty() ? Stream.empty() : Stream.of(deal(cover) + because(effect));
  }

  private String because(Effect effect) {
    if (effect instanceof Effect.Overridden overridden) {
      return "newer overrides hold in its place: %s.".formatted(String.join(", ", overridden.by()));
    }
    if (effect instanceof Effect.InThePast) {
      return "it was over before it was made, and changes nothing.";
    }
    if (roster.suspended()) {
      return "the rotation is suspended, and nobody is on call.";
    }
    List<String> instead = List.copyOf(((Effect.NothingToCover) effect).instead());
    return instead.isEmpty()
        ? "no shift has any of its time. A shift belongs to the working days of whose coverage it"
            + " holds the larger part; instants in place of dates cover any part of one."
        : "nothing to pass on; on call then: %s.".formatted(String.join(", ", instead));
  }

  private String agreement(OnCallOverride override, List<Stint> stints) {
    OnCallOverrideSpec spec = override.getSpec();
    String deal =
        spec.swapWith() == null
            ? "%s takes over from %s."
                .formatted(
                    spec.engineer(), Optional.ofNullable(spec.whose()).orElse("whoever is on call"))
            : "%s and %s swap.".formatted(spec.engineer(), spec.whose());
    return Stream.concat(Stream.of(deal), away(stints)).collect(joining(" "));
  }

  /** Who covers on days off of their own does so; it is said all the same. */
  private Stream<String> away(List<Stint> stints) {
    return stints.stream()
        .flatMap(
            stint -> {
              List<LocalDate> days = roster.calendar().daysTouchedBy(stint.time());
              return roster.absence(stint.engineer().orElseThrow(), days).stream();
            })
        .map(OverrideView::tell);
  }

  private static String tell(Absence absence) {
    return "%s would be away on %s, and covers all the same."
        .formatted(absence.engineer(), LocalTimes.days(absence.days()));
  }

  private Condition active(Phase phase, List<Stint> stints) {
    return switch (phase) {
      case ACTIVE -> Conditions.yes(Conditions.ACTIVE, Conditions.COVERING, tell(stints.get(0)));
      case SCHEDULED ->
          Conditions.no(
              Conditions.ACTIVE,
              Conditions.NOT_YET,
              stints.isEmpty()
                  ? "It lies more than a year ahead: whose duty that is cannot be told yet."
                  : "From %s: %s"
                      .formatted(moment(stints.get(0).time().start()), tell(stints.get(0))));
      case ENDED -> Conditions.no(Conditions.ACTIVE, Conditions.ENDED, "Its time is over.");
      default -> Conditions.no(Conditions.ACTIVE, Conditions.INEFFECTIVE, "It changes nothing.");
    };
  }

  private String tell(Stint stint) {
    List<Cover> covers = stint.covers();
    String chain =
        covers.size() == 1
            ? ""
            : " By " + covers.stream().map(Cover::override).collect(joining(", then ")) + ".";
    return "%s is on call for %s until %s.%s"
        .formatted(
            stint.engineer().orElseThrow(),
            stint.scheduled().orElse("nobody"),
            moment(stint.time().end()),
            chain);
  }

  private String moment(Instant instant) {
    ZoneId zone = roster.calendar().clock().zone();
    return Moment.of(instant, zone);
  }

  private static List<CoverStatus> covers(List<Stint> stints) {
    return stints.stream()
        .limit(OnCallOverrideStatus.MOST_COVERS)
        .map(CoverRecords::write)
        .toList();
  }

  /** What held until now, or until it was rejected or overridden: who had the duty may be told. */
  private static List<CoverStatus> cutShort(OnCallOverride override, Instant now) {
    OnCallOverrideStatus before =
        Optional.ofNullable(override.getStatus()).orElse(OnCallOverrideStatus.EMPTY);
    if (before.phase() == Phase.ACTIVE) {
      return before.covers().stream()
          .filter(cover -> Instant.parse(cover.start()).isBefore(now))
          .filter(cover -> Instant.parse(cover.end()).isAfter(now))
          .map(cover -> CoverRecords.until(cover, now))
          .toList();
    }
    boolean told = before.phase() == Phase.REJECTED || before.phase() == Phase.INEFFECTIVE;
    return told && !isEdited(override) ? before.covers() : List.of();
  }

  private static OnCallOverrideStatus status(
      OnCallOverride override,
      Phase phase,
      List<CoverStatus> covers,
      List<Condition> conditions,
      Instant now) {
    Long generation = override.getMetadata().getGeneration();
    List<Condition> before =
        Optional.ofNullable(override.getStatus())
            .map(OnCallOverrideStatus::conditions)
            .orElse(List.of());
    return new OnCallOverrideStatus(
        generation,
        phase,
        covers,
        Optional.ofNullable(override.getStatus()).map(OnCallOverrideStatus::notices).orElse(null),
        Conditions.merge(before, conditions, generation, now));
  }
}
