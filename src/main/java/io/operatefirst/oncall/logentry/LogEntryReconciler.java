package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.operatefirst.oncall.agenda.Agenda;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.api.EscalationStatus;
import io.operatefirst.oncall.api.NoteStatus;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.logentry.EntryNotices.Owed;
import io.operatefirst.oncall.notify.Outbox;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Subject;
import io.operatefirst.oncall.notify.kubernetes.EventRecorder;
import io.operatefirst.oncall.notify.kubernetes.EventRecorder.Kind;
import io.operatefirst.oncall.notify.kubernetes.EventRecorder.News;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.StatusPatch;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Shows of each log entry whom it concerns, where it stands, and what is to be done next. */
// All are looked at once an hour whatever happens. Until then each reconciliation keeps a task of
// the SDK's timer in memory, and Quarkus' extension makes ten hours of no interval at all.
@ControllerConfiguration(
    name = "logentry",
    generationAwareEventProcessing = false,
    maxReconciliationInterval = @MaxReconciliationInterval(interval = 1),
    informer =
        @Informer(itemStore = EntryStore.class, informerListLimit = EntryStore.LISTED_AT_ONCE))
public class LogEntryReconciler implements Reconciler<OnCallLogEntry> {

  private final Clock clock;
  private final EntryStatus statuses;
  private final LogBook book;
  private final EventRecorder events;
  private final Outbox outbox;
  private final Agenda<OnCallLogEntry> agenda = new Agenda<>();
  private final HeldBack held = new HeldBack(agenda::startNow);

  /** Those whose rotation is not seen yet, or shows nothing yet: what is owed is not known. */
  private final Set<ResourceID> orphans = ConcurrentHashMap.newKeySet();

  private volatile IndexerResourceCache<OnCallLogEntry> entries;

  public LogEntryReconciler(
      KubernetesClient client, Clock clock, EntryStatus statuses, LogBook book, Outbox outbox) {
    this.clock = clock;
    this.events = new EventRecorder(client, clock);
    this.statuses = statuses;
    this.book = book;
    this.outbox = outbox;
    outbox.listen(
        (rotation, about) -> {
          if (about.isA(OnCallLogEntry.class)) {
            agenda.startNow(about.id());
          }
        });
  }

  @Override
  public List<EventSource<?, OnCallLogEntry>> prepareEventSources(
      EventSourceContext<OnCallLogEntry> context) {
    entries = context.getPrimaryCache();
    InformerEventSourceConfiguration<OnCallRotation> configuration =
        InformerEventSourceConfiguration.from(OnCallRotation.class, OnCallLogEntry.class)
            .withSecondaryToPrimaryMapper(new ConcernedEntries(entries, orphans::contains, clock))
            .withPrimaryToSecondaryMapper(LogEntryReconciler::rotationOf)
            .withOnUpdateFilter(ConcernedEntries::mayBeOthers)
            .build();
    InformerEventSource<OnCallRotation, OnCallLogEntry> rotations =
        new InformerEventSource<>(configuration, context);
    book.open(new LogCache(entries, rotations, System::nanoTime));
    return List.of(rotations, agenda);
  }

  private static Set<ResourceID> rotationOf(OnCallLogEntry entry) {
    return entry.getSpec() == null || entry.getSpec().rotation() == null
        ? Set.of()
        : Set.of(new ResourceID(entry.getSpec().rotation(), entry.getMetadata().getNamespace()));
  }

  @Override
  public UpdateControl<OnCallLogEntry> reconcile(
      OnCallLogEntry entry, Context<OnCallLogEntry> context) {
    ResourceID id = ResourceID.fromResource(entry);
    if (book.isStoring() && canWait(entry)) {
      held.hold(id);
    } else {
      show(entry, id, context);
      held.reconciled(id);
    }
    return UpdateControl.noUpdate();
  }

  private void show(OnCallLogEntry entry, ResourceID id, Context<OnCallLogEntry> context) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    agenda.begun(id, now);
    if (!book.isOpen()) {
      // Which handover is the last is not known before all of them are.
      agenda.settled(id, Instant.MIN);
    } else if (LogEntries.isProblem(entry)) {
      showProblem(entry, context, now);
    } else if (LogEntries.isHandover(entry)) {
      showHandover(entry, context, now);
    } else {
      agenda.over(id);
    }
  }

  /** What is new and not critical. */
  private static boolean canWait(OnCallLogEntry entry) {
    return entry.getStatus() == null
        && LogEntries.isProblem(entry)
        && LogEntries.severityOf(entry.getSpec()) != OnCallLogEntrySpec.Severity.CRITICAL;
  }

  private void showProblem(OnCallLogEntry entry, Context<OnCallLogEntry> context, Instant now) {
    Optional<OnCallRotation> rotation = rotation(entry, context);
    Optional<Escalations> rules = statuses.escalations(rotation);
    Optional<Sighting> seen = Sightings.of(entry);
    Optional<String> previous = book.previous(entry);
    Escalated escalated = step(entry, rules, statuses.standing(entry, rotation, seen, now), now);
    OnCallLogEntryStatus status =
        statuses
            .of(
                entry,
                rotation,
                seen,
                previous,
                book.lastTime(entry, previous),
                book.similar(entry),
                escalated,
                now)
            .with(receipts(entry));
    Owed owed =
        statuses
            .notices(rotation)
            .map(notices -> notices.ofProblem(entry, status, now))
            .orElse(Owed.NOTHING);
    settle(entry, rotation, status, owed, rules.flatMap(rule -> rule.due(escalated, now)), context);
  }

  private void showHandover(OnCallLogEntry entry, Context<OnCallLogEntry> context, Instant now) {
    Optional<OnCallRotation> rotation = rotation(entry, context);
    boolean last = isLast(entry, rotation);
    Optional<Escalations> rules = statuses.escalations(rotation);
    Escalated standing =
        rules
            .map(rule -> rule.ofHandover(entry, last, now))
            .orElse(Escalated.shownIn(entry.getStatus()));
    Escalated escalated = step(entry, rules, standing, now);
    OnCallLogEntryStatus status =
        HandoverView.of(entry, last, escalated, note(entry, rotation).orElse(null), now)
            .with(receipts(entry));
    Owed owed =
        statuses
            .notices(rotation)
            .map(notices -> notices.ofHandover(entry, status, last, now))
            .orElse(Owed.NOTHING);
    settle(entry, rotation, status, owed, rules.flatMap(rule -> rule.due(escalated, now)), context);
  }

  /** An orphan before it is looked for: else it might come in between, and start nothing. */
  private Optional<OnCallRotation> rotation(OnCallLogEntry entry, Context<OnCallLogEntry> context) {
    ResourceID id = ResourceID.fromResource(entry);
    orphans.add(id);
    Optional<OnCallRotation> rotation = context.getSecondaryResource(OnCallRotation.class);
    if (rotation.map(OnCallRotation::getStatus).isPresent()) {
      orphans.remove(id);
    }
    return rotation;
  }

  /** Takes the step that is due, and tells of it; a crash in between tells it again. */
  private Escalated step(
      OnCallLogEntry entry, Optional<Escalations> rules, Escalated standing, Instant now) {
    Escalated stepped = rules.map(rule -> rule.stepped(standing, now)).orElse(standing);
    if (stepped.steps().size() == standing.steps().size()) {
      return stepped;
    }
    EscalationStatus taken = stepped.steps().get(stepped.steps().size() - 1);
    boolean reminder = taken.step() == EscalationStatus.Step.REMINDED;
    events.record(
        entry,
        new News(
            reminder ? Kind.NORMAL : Kind.WARNING,
            reminder ? Conditions.REMINDED : Conditions.ESCALATED,
            "escalation-" + stepped.steps().size(),
            stepped.inWords(taken)));
    return stepped;
  }

  private List<NoticeStatus> receipts(OnCallLogEntry entry) {
    return outbox.receipts(Subject.of(entry), LogEntries.noticesIn(entry.getStatus()));
  }

  /** Writes the status first: what people are told is what it says. */
  private void settle(
      OnCallLogEntry entry,
      Optional<OnCallRotation> rotation,
      OnCallLogEntryStatus status,
      Owed owed,
      Optional<Instant> due,
      Context<OnCallLogEntry> context) {
    if (!StatusPatch.write(context, entry, status)) {
      return;
    }
    ResourceID id = ResourceID.fromResource(entry);
    Subject subject = Subject.of(entry);
    rotation.ifPresentOrElse(
        found -> outbox.owe(Sender.of(found), subject, owed.now(), LogEntries.noticesIn(status)),
        () -> outbox.withdraw(subject));
    Stream.of(due, owed.later())
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .ifPresentOrElse(at -> agenda.settled(id, at), () -> agenda.over(id));
  }

  /**
   * What the shift told the next, as it stood then. Written once, and only of the handover that the
   * rotation shows: who comes next is read from there.
   */
  private Optional<NoteStatus> note(OnCallLogEntry entry, Optional<OnCallRotation> rotation) {
    return Optional.ofNullable(entry.getStatus())
        .map(OnCallLogEntryStatus::note)
        .or(
            () ->
                rotation
                    .filter(shown -> LogEntries.isShownBy(shown, entry))
                    .flatMap(
                        shown -> statuses.zone(shown).map(zone -> book.facts(entry, shown, zone)))
                    .map(HandoverFacts::written));
  }

  /** Whether no other came after it, as far as the rotation shows. */
  private static boolean isLast(OnCallLogEntry entry, Optional<OnCallRotation> rotation) {
    return rotation
        .map(OnCallRotation::getStatus)
        .map(OnCallRotationStatus::lastHandover)
        .filter(last -> last.sequence() > entry.getSpec().handover().sequence())
        .isEmpty();
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  /** Starts what is due: each second, and so within seconds of the time that is told. */
  public void sweep() {
    IndexerResourceCache<OnCallLogEntry> known = entries;
    if (known != null) {
      outbox.keepOnly(
          OnCallLogEntry.class,
          subject -> known.get(subject.id()).filter(subject::isStill).isPresent(),
          id -> book.rotation(id.getNamespace().orElseThrow(), id.getName()).isPresent());
      orphans.removeIf(id -> known.get(id).isEmpty());
      if (!book.isStoring()) {
        held.goOn(id -> known.get(id).isPresent());
      }
      agenda.sweep(clock.instant(), id -> known.get(id).isPresent());
    }
  }
}
