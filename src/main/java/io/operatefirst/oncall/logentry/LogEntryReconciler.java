package io.operatefirst.oncall.logentry;

import static java.util.stream.Collectors.toSet;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.EntryLifecycle;
import io.operatefirst.oncall.schedule.PublicHolidays;
import io.operatefirst.oncall.schedule.WorkCalendar;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import io.operatefirst.oncall.status.StatusPatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows of each log entry whom it concerns, where it stands, and what is to be done next. */
@ControllerConfiguration(name = "logentry", generationAwareEventProcessing = false)
public class LogEntryReconciler implements Reconciler<OnCallLogEntry> {

  private final Clock clock;
  private final RosterReader rosters;

  public LogEntryReconciler(KubernetesClient client, Clock clock, PublicHolidays publicHolidays) {
    this.clock = clock;
    this.rosters = new RosterReader(client.getKubernetesSerialization(), publicHolidays, clock);
  }

  @Override
  public List<EventSource<?, OnCallLogEntry>> prepareEventSources(
      EventSourceContext<OnCallLogEntry> context) {
    IndexerResourceCache<OnCallLogEntry> entries = context.getPrimaryCache();
    InformerEventSourceConfiguration<OnCallRotation> configuration =
        InformerEventSourceConfiguration.from(OnCallRotation.class, OnCallLogEntry.class)
            .withSecondaryToPrimaryMapper(rotation -> waitingFor(rotation, entries))
            .withPrimaryToSecondaryMapper(LogEntryReconciler::rotationOf)
            .build();
    return List.of(new InformerEventSource<>(configuration, context));
  }

  /** The problems of a rotation of which it is not decided yet whom they concern. */
  private Set<ResourceID> waitingFor(
      OnCallRotation rotation, IndexerResourceCache<OnCallLogEntry> entries) {
    String name = rotation.getMetadata().getName();
    return entries
        .list(
            rotation.getMetadata().getNamespace(),
            entry ->
                LogEntries.isProblem(entry)
                    && name.equals(entry.getSpec().rotation())
                    && !isDecided(entry, clock.instant()))
        .map(ResourceID::fromResource)
        .collect(toSet());
  }

  private static Set<ResourceID> rotationOf(OnCallLogEntry entry) {
    return entry.getSpec() == null || entry.getSpec().rotation() == null
        ? Set.of()
        : Set.of(new ResourceID(entry.getSpec().rotation(), entry.getMetadata().getNamespace()));
  }

  @Override
  public UpdateControl<OnCallLogEntry> reconcile(
      OnCallLogEntry entry, Context<OnCallLogEntry> context) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (LogEntries.isProblem(entry)) {
      Optional<OnCallRotation> rotation = context.getSecondaryResource(OnCallRotation.class);
      Responsible responsible = responsible(entry, rotation, now);
      StatusPatch.write(
          context, entry, ProblemView.of(entry, responsible, rotation.isPresent(), now));
    } else if (entry.getSpec().handover() != null) {
      StatusPatch.write(context, entry, HandoverView.of(entry, now));
    }
    return UpdateControl.noUpdate();
  }

  private Responsible responsible(
      OnCallLogEntry entry, Optional<OnCallRotation> rotation, Instant now) {
    Responsible shown = Responsible.shownIn(entry.getStatus());
    if (isDecided(entry, now)) {
      return shown;
    }
    return rotation
        .filter(found -> found.getStatus() != null)
        .map(
            found ->
                Responsible.of(
                    found.getStatus(),
                    calendar(found),
                    Instant.parse(entry.getMetadata().getCreationTimestamp()),
                    now))
        .orElse(shown);
  }

  private static boolean isDecided(OnCallLogEntry entry, Instant now) {
    return Responsible.shownIn(entry.getStatus())
        .isDecided(EntryLifecycle.phaseOf(LogEntries.read(entry)), now);
  }

  private Optional<WorkCalendar> calendar(OnCallRotation rotation) {
    return rosters.read(rotation, true) instanceof Reading.Valid valid
        ? Optional.of(valid.roster().calendar())
        : Optional.empty();
  }
}
