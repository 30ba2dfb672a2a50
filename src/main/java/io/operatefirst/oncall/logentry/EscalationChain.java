package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.BoxState;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.ListItem;
import io.operatefirst.oncall.log.Escalation.Step;
import io.operatefirst.oncall.schedule.Roster;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom an escalation tells, by the list as the rotation shows it.
 *
 * @param onCall who is on call; empty where nobody is
 * @param others who else is on the list, the next first; nobody who is away today, unless all are
 */
record EscalationChain(Optional<String> onCall, List<String> others) {

  static EscalationChain of(OnCallRotationStatus rotation, Roster roster, Instant now) {
    List<LocalDate> today = List.of(roster.calendar().clock().dateAt(now));
    List<String> others =
        Optional.ofNullable(rotation.list()).orElse(List.of()).stream()
            .filter(item -> !Objects.equals(item.engineer(), rotation.onCall()))
            .sorted(
                Comparator.comparing((ListItem item) -> isCovered(item, rotation))
                    .thenComparing(EscalationChain::hasHadTheirTurn))
            .map(ListItem::engineer)
            .filter(roster::lists)
            .toList();
    List<String> there =
        others.stream().filter(name -> roster.absence(name, today).isEmpty()).toList();
    return new EscalationChain(
        Optional.ofNullable(rotation.onCall()), there.isEmpty() ? others : there);
  }

  /** Whose shift somebody else does has asked for that. */
  private static boolean isCovered(ListItem item, OnCallRotationStatus rotation) {
    return item.engineer().equals(rotation.scheduled());
  }

  private static boolean hasHadTheirTurn(ListItem item) {
    return item.state() == BoxState.DONE;
  }

  /** Whom a step tells; nobody where there is nobody. */
  List<String> told(Step step) {
    return switch (step) {
      case REMINDED -> onCall.stream().toList();
      case NEXT_ENGINEER -> others.stream().limit(1).toList();
      case EVERYBODY -> Stream.concat(onCall.stream(), others.stream()).toList();
    };
  }
}
