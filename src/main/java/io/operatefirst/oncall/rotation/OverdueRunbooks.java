package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.Backlog.Debt;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.spec.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The runbooks that hold up a handover: whoever has handed over owes them for longer than the team
 * allows.
 *
 * @param debts the oldest entry first; none where the team has no such rule
 * @param next when the next becomes overdue; empty where none will
 */
record OverdueRunbooks(List<Debt> debts, Optional<Instant> next) {

  static final OverdueRunbooks NONE = new OverdueRunbooks(List.of(), Optional.empty());

  /** At the instant of the outlook. Who left the list cannot be waited for. */
  static OverdueRunbooks of(OnCallRotation rotation, Outlook outlook, Backlog backlog) {
    Optional<String> giver =
        outlook.last().flatMap(Handover::giver).filter(outlook.roster().names()::contains);
    String within = rotation.getSpec().log().runbookWithin();
    if (within == null || giver.isEmpty()) {
      return NONE;
    }
    Duration patience = Durations.parse(within);
    List<Debt> owed =
        backlog.owed().stream().filter(debt -> debt.engineer().equals(giver)).toList();
    return new OverdueRunbooks(
        owed.stream()
            .filter(debt -> debt.due(patience).filter(at -> !at.isAfter(outlook.now())).isPresent())
            .toList(),
        owed.stream()
            .flatMap(debt -> debt.due(patience).stream())
            .filter(outlook.now()::isBefore)
            .min(Comparator.naturalOrder()));
  }

  /** Empty where nothing is overdue. */
  Optional<String> told() {
    return debts.stream()
        .findFirst()
        .map(
            oldest ->
                "%s owes the %s of %s for longer than spec.log.runbookWithin allows. Write %s, and link it: oc patch ocl %s --type merge -p '{\"spec\":{\"runbook\":\"https://…\"}}'"
                    .formatted(
                        oldest.engineer().orElseThrow(),
                        debts.size() == 1 ? "runbook" : "runbooks",
                        Backlog.told(debts, Debt::entry),
                        debts.size() == 1 ? "it" : "each",
                        oldest.entry()));
  }
}
