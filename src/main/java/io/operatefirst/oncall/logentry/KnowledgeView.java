package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.KnowledgeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.log.Knowledge;
import io.operatefirst.oncall.log.Knowledge.Resolution;
import io.operatefirst.oncall.text.Excerpt;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Shows of a rotation's log who has resolved what kind of problem. */
public final class KnowledgeView {

  private static final String ALERT_NAME = "alertname";
  private static final int PROBLEM_LENGTH = 253;

  private static final int NAME_LENGTH = 63;

  private KnowledgeView() {}

  /** The most frequent problems first. */
  public static List<KnowledgeStatus> of(
      OnCallRotation rotation, Collection<OnCallLogEntry> entries) {
    List<Resolution> resolutions =
        LogEntries.problems(rotation, entries)
            .flatMap(entry -> read(rotation, entry).stream())
            .toList();
    return Knowledge.of(resolutions).stream().map(KnowledgeView::write).toList();
  }

  /** Empty where no person says that it is over, nobody was there, or it is of no known kind. */
  private static Optional<Resolution> read(OnCallRotation rotation, OnCallLogEntry entry) {
    OnCallLogEntrySpec spec = entry.getSpec();
    return whoLookedAfter(rotation, entry)
        .filter(name -> spec.resolved())
        .flatMap(
            name ->
                problem(spec)
                    .map(problem -> new Resolution(problem, name, isHelped(rotation, spec, name))));
  }

  /** Who took note of it, on the list or not any more; where nobody did, who was on call. */
  private static Optional<String> whoLookedAfter(OnCallRotation rotation, OnCallLogEntry entry) {
    return entry.getSpec().acknowledged()
        ? Optional.of(named(rotation, entry.getSpec().acknowledgedBy()))
            .map(name -> Excerpt.of(name, NAME_LENGTH))
        : Optional.ofNullable(entry.getStatus()).map(OnCallLogEntryStatus::onCall);
  }

  /** Nobody is their own help. */
  private static boolean isHelped(OnCallRotation rotation, OnCallLogEntrySpec spec, String name) {
    return spec.assistedBy().stream().anyMatch(helper -> !named(rotation, helper).equals(name));
  }

  /** As the list calls them, where it knows them by that name or by that of the cluster. */
  private static String named(OnCallRotation rotation, String person) {
    return rotation.getSpec().engineers().stream()
        .filter(engineer -> person.equals(engineer.name()) || person.equals(engineer.username()))
        .map(EngineerSpec::name)
        .findFirst()
        .orElse(person);
  }

  /** Broader than one object: who knows why one pod crashes knows it of the next. */
  private static Optional<String> problem(OnCallLogEntrySpec spec) {
    Optional<SourceSpec> source = Optional.ofNullable(spec.source());
    return (switch (spec.type()) {
          case ALERT -> source.map(SourceSpec::alert).flatMap(KnowledgeView::nameOf);
          case EVENT -> source.map(SourceSpec::event).map(SourceSpec.Event::reason);
          case CLUSTER_OPERATOR ->
              source.map(SourceSpec::clusterOperator).map(SourceSpec.ClusterOperator::name);
          case QUESTION, TASK, HANDOVER -> Optional.<String>empty();
        })
        .filter(name -> !name.isBlank())
        .map(name -> Excerpt.of(name, PROBLEM_LENGTH));
  }

  private static Optional<String> nameOf(SourceSpec.Alert alert) {
    return Optional.ofNullable(alert.labels()).orElse(List.of()).stream()
        .filter(label -> label.name().equals(ALERT_NAME))
        .findFirst()
        .map(SourceSpec.Label::value);
  }

  private static KnowledgeStatus write(Knowledge knowledge) {
    return new KnowledgeStatus(
        knowledge.problem(),
        knowledge.resolved(),
        knowledge.by().stream()
            .map(
                holder ->
                    new KnowledgeStatus.Holder(holder.engineer(), holder.alone(), holder.helped()))
            .toList());
  }
}
