package io.operatefirst.oncall.intake.events;

import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that goes on: it occurs again and again.
 *
 * @param since its first occurrence of those that were enough
 * @param times how often it occurred until now
 * @param message of its latest event
 */
record Happening(Subject subject, Instant since, int times, String message) {

  private static final int ID_LENGTH = 253;

  /**
   * As the log is told of it.
   *
   * @param logged what the log has of it. What goes on there has not begun again: so a restart of
   *     the operator, which then no longer knows when it began, is no news
   */
  Signal signal(Optional<Sighting> logged) {
    Instant began =
        logged
            .filter(Sighting::firing)
            .map(Sighting::latestStart)
            .filter(start -> start.isBefore(since))
            .orElse(since);
    SignalKey key = subject.key();
    String id = subject.id().length() <= ID_LENGTH ? subject.id() : key.digest();
    return new Signal(
        key,
        "%s, %s: %s".formatted(subject, times == 1 ? "once" : times + " times", message),
        Optional.empty(),
        Optional.empty(),
        new Observation(
            true,
            times,
            List.of(
                new Member(id, began, Severity.WARNING, Map.of(), Member.State.FIRING, false))));
  }
}
