package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.LastTimeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.SimilarStatus;
import io.operatefirst.oncall.log.Likeness;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What was written for entries that read like a new one. Of what the cluster reports it is known
 * when the same happens again; what people write down has only its words.
 */
final class Similar {

  private static final Set<OnCallLogEntrySpec.Type> IN_WORDS =
      Set.of(OnCallLogEntrySpec.Type.QUESTION, OnCallLogEntrySpec.Type.TASK);

  private record Find(double likeness, OnCallLogEntry entry, String runbook) {}

  private static final Comparator<Find> BEST_FIRST =
      Comparator.comparing(Find::likeness)
          .thenComparing(find -> find.entry().getMetadata().getCreationTimestamp())
          .thenComparing(find -> find.entry().getMetadata().getName())
          .reversed();

  private Similar() {}

  /** Each runbook once, the likeliest first; null where there is none. */
  static List<SimilarStatus> to(OnCallLogEntry entry, Supplier<Stream<OnCallLogEntry>> log) {
    if (!IN_WORDS.contains(entry.getSpec().type()) || entry.getSpec().summary() == null) {
      return null;
    }
    Set<String> told = new HashSet<>();
    List<SimilarStatus> similar =
        log.get()
            .filter(LogEntries::isProblem)
            .filter(other -> !isTheSame(entry, other))
            .filter(other -> other.getSpec().summary() != null)
            .flatMap(other -> find(entry, other).stream())
            .filter(find -> find.likeness() >= Likeness.WORTH_A_LOOK)
            .sorted(BEST_FIRST)
            .filter(find -> told.add(find.runbook()))
            .limit(SimilarStatus.MOST)
            .map(find -> new SimilarStatus(find.entry().getMetadata().getName(), find.runbook()))
            .toList();
    return similar.isEmpty() ? null : similar;
  }

  /** It is in the log already, and by hand often with its runbook: that is no news to anybody. */
  private static boolean isTheSame(OnCallLogEntry entry, OnCallLogEntry other) {
    return other.getMetadata().getName().equals(entry.getMetadata().getName());
  }

  private static Optional<Find> find(OnCallLogEntry entry, OnCallLogEntry other) {
    return Optional.ofNullable(other.getSpec().runbook())
        .or(() -> LastTime.shownIn(other.getStatus()).map(LastTimeStatus::runbook))
        .map(
            runbook ->
                new Find(
                    Likeness.of(entry.getSpec().summary(), other.getSpec().summary()),
                    other,
                    runbook));
  }
}
