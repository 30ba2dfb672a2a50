package io.operatefirst.oncall.intake.clusteroperators;

import static java.util.stream.Collectors.joining;

import io.operatefirst.oncall.intake.clusteroperators.Component.Condition;
import io.operatefirst.oncall.intake.clusteroperators.Component.Part;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.operatefirst.oncall.text.Excerpt;
import io.operatefirst.oncall.text.OneLine;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of the platform is not well: one happening for each bad condition. Not for threads. */
final class PlatformHealth {

  /** The rest is one command away, and a summary is a line. */
  private static final int SUMMARY_LENGTH = 400;

  /** Within what an entry holds of a label: else what is read back would always look changed. */
  private static final int REASON_LENGTH = 200;

  /** Since when a condition is bad that does not say so itself. */
  private final Map<SignalKey, Instant> firstSeen = new HashMap<>();

  /** All that there is. */
  List<Signal> signals(Collection<Component> components, Instant now) {
    List<Signal> signals =
        components.stream().flatMap(component -> signals(component, now)).toList();
    Set<SignalKey> bad = signals.stream().map(Signal::key).collect(Collectors.toSet());
    firstSeen.keySet().retainAll(bad);
    return signals;
  }

  private Stream<Signal> signals(Component component, Instant now) {
    return component.conditions().stream()
        .flatMap(
            condition ->
                Trouble.of(component.part(), condition).stream()
                    .map(trouble -> signal(component, condition, trouble, now)));
  }

  private Signal signal(Component component, Condition condition, Trouble trouble, Instant now) {
    SignalKey key = key(component, condition);
    Instant since = condition.since().orElseGet(() -> firstSeen.computeIfAbsent(key, first -> now));
    return new Signal(
        key,
        summary(component, condition, trouble),
        Optional.empty(),
        Optional.empty(),
        new Observation(
            true,
            1,
            List.of(
                new Member(
                    component.name() + "/" + condition.type(),
                    since,
                    trouble.severity(),
                    // Not the message: it may change with each look, and each change is written.
                    condition.reason().isEmpty()
                        ? Map.of()
                        : Map.of("reason", Excerpt.of(condition.reason(), REASON_LENGTH)),
                    Member.State.FIRING,
                    false))));
  }

  /** Nobody forbids a ClusterOperator to be called version. */
  private static SignalKey key(Component component, Condition condition) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("name", component.name());
    labels.put("condition", condition.type());
    if (component.part() == Part.CLUSTER_VERSION) {
      labels.put("kind", component.part().kind());
    }
    return SignalKey.of(Kind.CLUSTER_OPERATOR, labels);
  }

  private static String summary(Component component, Condition condition, Trouble trouble) {
    String what = "%s %s %s".formatted(component.part().kind(), component.name(), trouble.words());
    return Excerpt.of(
        Stream.of(what, condition.reason(), condition.message())
            .map(OneLine::of)
            .filter(text -> !text.isEmpty())
            .collect(joining(": ")),
        SUMMARY_LENGTH);
  }
}
