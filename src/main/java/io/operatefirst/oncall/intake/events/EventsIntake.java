package io.operatefirst.oncall.intake.events;

import static java.util.stream.Collectors.toSet;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.status.ReportedConditions;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the Warning events that rotations ask for, and reports what happens often enough. */
@Singleton
class EventsIntake {

  private static final Logger LOG = LoggerFactory.getLogger(EventsIntake.class);

  private final KubernetesClient client;
  private final LogBook book;
  private final ReportedConditions conditions;
  private final Sight sight;
  private final Lead lead;
  private final Clock clock;
  private final Map<ResourceID, Desk> desks = new HashMap<>();
  private final Map<String, EventWatch> watches = new ConcurrentHashMap<>();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "events");
            thread.setDaemon(true);
            return thread;
          });

  EventsIntake(
      KubernetesClient client,
      LogBook book,
      ReportedConditions conditions,
      Sight sight,
      Lead lead,
      Clock clock) {
    this.client = client;
    this.book = book;
    this.conditions = conditions;
    this.sight = sight;
    this.lead = lead;
    this.clock = clock;
  }

  /** A post, and what was reported of it. */
  private static final class Desk {

    private final EventPost post;
    private final ReportTimes times = new ReportTimes(System.nanoTime());
    private int dropped;

    Desk(EventPost post) {
      this.post = post;
    }
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::tick);
  }

  /** Looks at what has come in since. */
  synchronized void tick() {
    List<OnCallRotation> rotations =
        lead.isHere() && book.isOpen()
            ? book.rotations().stream().filter(r -> r.getSpec().events() != null).toList()
            : List.of();
    Set<ResourceID> wanted = rotations.stream().map(ResourceID::fromResource).collect(toSet());
    Set.copyOf(desks.keySet()).stream().filter(id -> !wanted.contains(id)).forEach(this::leave);
    rotations.forEach(rotation -> guarded(rotation, this::take));
    watches.values().removeIf(EventsIntake::isIdle);
    watches.values().forEach(watch -> watch.tend(executor));
    rotations.forEach(rotation -> guarded(rotation, this::report));
  }

  /** Not at the cost of others. */
  private static void guarded(OnCallRotation rotation, Consumer<OnCallRotation> action) {
    try {
      action.accept(rotation);
    } catch (RuntimeException e) {
      LOG.warn(
          "events of {}/{}: {}",
          rotation.getMetadata().getNamespace(),
          rotation.getMetadata().getName(),
          e.getMessage());
    }
  }

  private static boolean isIdle(EventWatch watch) {
    if (watch.hasReaders()) {
      return false;
    }
    watch.close();
    return true;
  }

  private void take(OnCallRotation rotation) {
    ResourceID id = ResourceID.fromResource(rotation);
    Desk desk = desks.get(id);
    if (desk != null && desk.post.isOf(rotation)) {
      return;
    }
    leave(id);
    EventPost post = new EventPost(rotation, sight, clock);
    desks.put(id, new Desk(post));
    post.namespaces()
        .forEach(
            namespace ->
                watches.computeIfAbsent(namespace, name -> new EventWatch(client, name)).add(post));
  }

  private void leave(ResourceID id) {
    Desk desk = desks.remove(id);
    if (desk != null) {
      watches.values().forEach(watch -> watch.remove(desk.post));
    }
  }

  private void report(OnCallRotation rotation) {
    Desk desk = desks.get(ResourceID.fromResource(rotation));
    if (desk == null) {
      return;
    }
    EventPost post = desk.post;
    Map<String, EventWatch> own = new HashMap<>(watches);
    own.keySet().retainAll(post.namespaces());
    boolean read = own.values().stream().allMatch(watch -> watch.isRead(post));
    EventsWatched.of(rotation, post, own, read)
        .ifPresent(found -> conditions.report(ResourceID.fromResource(rotation), found));
    List<Happening> firing = post.firing();
    Set<Subject> subjects = firing.stream().map(Happening::subject).collect(toSet());
    boolean everything = read && post.isComplete();
    long now = System.nanoTime();
    if (!desk.times.isDue(subjects, everything, now)) {
      return;
    }
    try {
      book.report(
          rotation,
          Kind.EVENT,
          firing.stream()
              .map(happening -> happening.signal(book.seen(rotation, happening.subject().key())))
              .toList(),
          everything);
    } catch (RuntimeException e) {
      desk.times.failed(System.nanoTime());
      throw e;
    }
    desk.times.done(subjects, everything, now);
    if (post.dropped() > desk.dropped) {
      LOG.warn(
          "events of {}/{}: too many different ones, {} were forgotten before they were over",
          rotation.getMetadata().getNamespace(),
          rotation.getMetadata().getName(),
          post.dropped() - desk.dropped);
      desk.dropped = post.dropped();
    }
  }

  /** As if the network did: for tests. */
  void breakOff(String namespace) {
    watches.get(namespace).breakOff();
  }

  /** The namespaces that are watched. */
  Set<String> watched() {
    return Set.copyOf(watches.keySet());
  }

  @PreDestroy
  void stop() {
    watches.values().forEach(EventWatch::close);
    executor.shutdownNow();
  }
}
