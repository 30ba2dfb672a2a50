package io.operatefirst.oncall.logentry;

import static java.util.stream.Collectors.toSet;

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
import io.operatefirst.oncall.status.StatusPatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Shows of each log entry whom it concerns, where it stands, and what is to be done next. */
@ControllerConfiguration(name = "logentry", generationAwareEventProcessing = false)
public class LogEntryReconciler implements Reconciler<OnCallLogEntry> {

  private final Clock clock;
  private final EntryStatus statuses;
  private final LogBook book;

  public LogEntryReconciler(Clock clock, EntryStatus statuses, LogBook book) {
    this.clock = clock;
    this.statuses = statuses;
    this.book = book;
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
    InformerEventSource<OnCallRotation, OnCallLogEntry> rotations =
        new InformerEventSource<>(configuration, context);
    book.open(new LogCache(entries, rotations));
    return List.of(rotations);
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
                    && !EntryStatus.isDecided(entry, clock.instant()))
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
    if (book.isBeingWritten(entry)) {
      // Else both would write the first status, and one of them in vain.
      return UpdateControl.noUpdate();
    }
    if (LogEntries.isProblem(entry)) {
      StatusPatch.write(
          context,
          entry,
          statuses.of(
              entry,
              context.getSecondaryResource(OnCallRotation.class),
              Sightings.of(entry),
              book.previous(entry),
              now));
    } else if (entry.getSpec().handover() != null) {
      StatusPatch.write(context, entry, HandoverView.of(entry, now));
    }
    return UpdateControl.noUpdate();
  }
}
