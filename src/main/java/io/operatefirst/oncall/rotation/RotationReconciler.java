package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
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
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.NotUnderstood;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.logentry.EntryStore;
import io.operatefirst.oncall.logentry.KnowledgeView;
import io.operatefirst.oncall.logentry.LogEntries;
import io.operatefirst.oncall.notify.DutySigns;
import io.operatefirst.oncall.notify.Outbox;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Subject;
import io.operatefirst.oncall.notify.kubernetes.EventRecorder;
import io.operatefirst.oncall.notify.kubernetes.EventRecorder.News;
import io.operatefirst.oncall.override.OverrideReconciler;
import io.operatefirst.oncall.rotation.HandoverLog.Commit;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import io.operatefirst.oncall.status.ReportedConditions;
import io.operatefirst.oncall.status.StatusPatch;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps an OnCallRotation on its schedule: gather, decide, act, status. */
// Not by generation: a lost status and an annotation must be seen too.
@ControllerConfiguration(
    name = "rotation",
    generationAwareEventProcessing = false,
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
public class RotationReconciler implements Reconciler<OnCallRotation> {

  /** A storm of entries is counted twice a second, not once for each of them. */
  private static final int TIMES_A_SWEEP = 2;

  private final Clock clock;
  private final RosterReader rosters;
  private final EventRecorder events;
  private final ReportedConditions intakes;
  private final Agenda<OnCallRotation> agenda = new Agenda<>();
  private final OverrideReader overrides;
  private final Outbox outbox;
  private final DutySigns signs;
  private volatile HandoverLog log;
  private volatile OverrideAnswers answers;
  private volatile InformerEventSource<OnCallOverride, OnCallRotation> overrideCache;
  private volatile IndexerResourceCache<OnCallRotation> rotations;

  public RotationReconciler(
      KubernetesClient client,
      Clock clock,
      RosterReader rosters,
      OverrideReader overrides,
      ReportedConditions intakes,
      Outbox outbox,
      DutySigns signs) {
    this.clock = clock;
    this.rosters = rosters;
    this.overrides = overrides;
    this.intakes = intakes;
    this.outbox = outbox;
    this.signs = signs;
    intakes.listen(agenda::lookAgain);
    outbox.listen(
        (rotation, about) -> {
          if (!about.isA(OnCallLogEntry.class)) {
            agenda.startNow(rotation);
          }
        });
    this.events = new EventRecorder(client, clock);
  }

  @Override
  public List<EventSource<?, OnCallRotation>> prepareEventSources(
      EventSourceContext<OnCallRotation> context) {
    rotations = context.getPrimaryCache();
    InformerEventSourceConfiguration<OnCallLogEntry> configuration =
        InformerEventSourceConfiguration.from(OnCallLogEntry.class, OnCallRotation.class)
            .withSecondaryToPrimaryMapper(HandoverEntries::rotationsOf)
            .withOnUpdateFilter(RotationReconciler::asksForMore)
            .withItemStore(new EntryStore())
            .withInformerListLimit(EntryStore.LISTED_AT_ONCE)
            .build();
    InformerEventSource<OnCallLogEntry, OnCallRotation> entries =
        new InformerEventSource<>(configuration, context);
    log = new HandoverLog(context.getClient(), entries);
    InformerEventSource<OnCallOverride, OnCallRotation> agreed =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(OnCallOverride.class, OnCallRotation.class)
                .withSecondaryToPrimaryMapper(OverrideReconciler::rotationOf)
                .withOnUpdateFilter(RotationReconciler::specChanged)
                .build(),
            context);
    overrideCache = agreed;
    answers = new OverrideAnswers(context.getClient(), agreed, overrides, outbox, events);
    return List.of(entries, agreed, agenda);
  }

  @Override
  public UpdateControl<OnCallRotation> reconcile(
      OnCallRotation rotation, Context<OnCallRotation> context) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    ResourceID id = ResourceID.fromResource(rotation);
    if (!agenda.mayBegin(id, TIMES_A_SWEEP)) {
      return UpdateControl.noUpdate();
    }
    agenda.begun(id, now);
    Collection<OnCallLogEntry> entries = context.getSecondaryResources(OnCallLogEntry.class);
    Collection<OnCallOverride> written = context.getSecondaryResources(OnCallOverride.class);
    Backlog backlog = Backlog.of(rotation, entries);
    Memory memory = remember(rotation, entries);
    if (memory.blocked().isPresent()) {
      StatusPatch.write(
          context, rotation, StatusView.ofBlocked(rotation, backlog, memory.blocked().get(), now));
      answers.standStill(written, now);
      return UpdateControl.noUpdate();
    }
    Reading reading = rosters.read(rotation, memory.entry().isPresent());
    if (reading instanceof Reading.Invalid invalid) {
      tell(rotation, Announcements.invalid(rotation, invalid.problems()));
      OnCallRotationStatus status =
          StatusView.ofInvalid(rotation, backlog, invalid.problems(), now);
      if (StatusPatch.write(context, rotation, status)) {
        agenda.settled(id, Instant.MAX);
      }
      answers.standStill(written, now);
      return UpdateControl.noUpdate();
    }
    Planner planner = new Planner(overrides.agreed(((Reading.Valid) reading).roster(), written));
    Assessment caughtUp = new CatchUp(log, rotation, planner, now).from(memory);
    Assessment assessment =
        caughtUp.with(OverdueRunbooks.of(rotation, caughtUp.outlook(), backlog));
    RotationNotices notices = new RotationNotices(rotation, assessment.outlook());
    OnCallRotationStatus status =
        StatusView.of(
            rotation,
            assessment,
            backlog,
            KnowledgeView.of(rotation, entries),
            new Reports(rotation, intakes.of(id)).conditions(),
            outbox.receipts(Subject.of(rotation), noticesIn(rotation.getStatus())));
    tell(rotation, Announcements.news(rotation, status, assessment.outlook()));
    if (StatusPatch.write(context, rotation, status)) {
      outbox.owe(
          Sender.of(rotation),
          Subject.of(rotation),
          notices.ofRotation(backlog),
          noticesIn(status));
      signs.show(
          Sender.of(rotation),
          new RotationDuty(rotation, assessment.outlook(), backlog.unanswered()).duty());
      agenda.settled(id, assessment.lookAgainAt());
    }
    answers.answer(written, planner, notices);
    return UpdateControl.noUpdate();
  }

  /** The log's newest handover; where it has none left, the one that the status knows. */
  private Memory remember(OnCallRotation rotation, Collection<OnCallLogEntry> entries) {
    Memory memory = Memory.of(rotation, entries);
    Optional<HandoverSpec> known = StatusView.remembered(rotation.getStatus());
    if (memory.newest().isPresent() || known.isEmpty()) {
      return memory;
    }
    List<String> newer = NotUnderstood.below("spec.handover", rotation);
    if (!newer.isEmpty()) {
      return memory.blockedBy(Assessment.newerVersion("The status", newer));
    }
    Commit commit = log.commit(rotation, known.get(), "Written again from the status");
    if (commit instanceof Commit.NameTaken taken) {
      return memory.blockedBy(Assessment.nameTaken(taken.name()));
    }
    Commit.Committed committed = (Commit.Committed) commit;
    if (committed.created()) {
      tell(rotation, List.of(Announcements.restored(known.get().sequence())));
    }
    return memory.with(rotation, committed.entry());
  }

  private void tell(OnCallRotation rotation, List<News> news) {
    news.forEach(item -> events.record(rotation, item));
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  /** Starts what is due: each second, and so within seconds of a handover time. */
  public void sweep() {
    IndexerResourceCache<OnCallRotation> known = rotations;
    if (known != null) {
      Predicate<ResourceID> exists = id -> known.get(id).isPresent();
      signs.keepRotations(exists);
      outbox.keepOnly(
          OnCallRotation.class,
          subject -> known.get(subject.id()).filter(subject::isStill).isPresent(),
          exists);
      outbox.keepOnly(
          OnCallOverride.class,
          subject -> overrideCache.get(subject.id()).filter(subject::isStill).isPresent(),
          exists);
      agenda.sweep(clock.instant(), exists);
    }
  }

  /**
   * Also what its status says, as far as the rotation tells it: who owes its runbook, and since
   * when.
   */
  private static boolean asksForMore(OnCallLogEntry now, OnCallLogEntry before) {
    return specChanged(now, before)
        || !LogEntries.read(now).equals(LogEntries.read(before))
        || !Backlog.Debt.of(now).equals(Backlog.Debt.of(before));
  }

  private static List<NoticeStatus> noticesIn(OnCallRotationStatus status) {
    return Optional.ofNullable(status).map(OnCallRotationStatus::notices).orElse(List.of());
  }

  private static <R extends CustomResource<?, ?>> boolean specChanged(R now, R before) {
    return !now.getSpec().equals(before.getSpec());
  }
}
