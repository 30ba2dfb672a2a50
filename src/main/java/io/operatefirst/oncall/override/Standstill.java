package io.operatefirst.oncall.override;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallOverrideStatus.Phase;
import io.operatefirst.oncall.status.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an override comes to while its rotation is invalid or cannot go on from its log: who covers
 * does so until further notice, as the rotation shows it, and all else waits.
 *
 * @param override of that rotation
 * @param now the instant
 */
public record Standstill(OnCallOverride override, Instant now) {

  /** Its status; where it has ended, that stays. */
  public OnCallOverrideStatus status() {
    OnCallOverrideStatus before =
        Optional.ofNullable(override.getStatus()).orElse(OnCallOverrideStatus.EMPTY);
    if (before.phase() == Phase.ENDED && isOfThisSpec(before.observedGeneration())) {
      return before;
    }
    Phase phase = phase(before);
    return new OnCallOverrideStatus(
        generation(),
        phase,
        phase == before.phase() ? before.covers() : List.of(),
        before.notices(),
        Conditions.merge(
            before.conditions(),
            Stream.of(
                    told(before, Conditions.ACCEPTED),
                    Optional.of(active(phase)),
                    told(before, Conditions.INEFFECTIVE))
                .flatMap(Optional::stream)
                .toList(),
            generation(),
            now));
  }

  /** What was not judged yet is to take effect, as far as one knows. */
  private Phase phase(OnCallOverrideStatus before) {
    boolean judged = told(before, Conditions.ACCEPTED).isPresent();
    return judged || before.phase() == Phase.ACTIVE ? before.phase() : Phase.SCHEDULED;
  }

  private Condition active(Phase phase) {
    String message =
        ("The rotation %s is not ready, as its condition Ready says: no cover begins or ends until"
                + " it is.")
            .formatted(override.getSpec().rotation());
    return phase == Phase.ACTIVE
        ? Conditions.yes(Conditions.ACTIVE, Conditions.ROTATION_NOT_READY, message)
        : Conditions.no(Conditions.ACTIVE, Conditions.ROTATION_NOT_READY, message);
  }

  /** What was said of it as it is written now; but that there is no such rotation is over. */
  private Optional<Condition> told(OnCallOverrideStatus before, String type) {
    return Conditions.find(before.conditions(), type)
        .filter(condition -> isOfThisSpec(condition.getObservedGeneration()))
        .filter(condition -> !condition.getReason().equals(Conditions.UNKNOWN_ROTATION));
  }

  private boolean isOfThisSpec(Long observed) {
    return Objects.equals(observed, generation());
  }

  private Long generation() {
    return override.getMetadata().getGeneration();
  }
}
