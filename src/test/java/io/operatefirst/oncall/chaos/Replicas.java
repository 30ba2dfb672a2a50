package io.operatefirst.oncall.chaos;

import io.operatefirst.oncall.app.Replica;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The operator's replicas, each with a clock of its own; one that ends is started again. */
final class Replicas implements AutoCloseable {

  private static final long LOOKED_AFTER_MILLIS = 200;

  private final Clock clock;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<OperatorsClock> clocks = new ArrayList<>();
  private final Reached reached = new Reached();
  private final List<Interruption> interruptions = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService kubelet = Executors.newSingleThreadScheduledExecutor();
  private int frozen;
  private boolean closed;

  /**
   * Starts them.
   *
   * @param clock one that is right
   * @param ahead how far the clocks of the replicas are ahead of it
   * @param logs the directory for what they print
   */
  Replicas(
      int number,
      Clock clock,
      Duration ahead,
      Path kubeconfig,
      Map<String, String> environment,
      Path logs) {
    this.clock = clock;
    for (int i = 0; i < number; i++) {
      OperatorsClock its = new OperatorsClock();
      clocks.add(its);
      setClock(i, ahead);
      Replica replica = new Replica(kubeconfig, logs.resolve("replica-" + i + ".log").toFile());
      its.environment().forEach(replica::with);
      environment.forEach(replica::with);
      replicas.add(replica.start());
    }
    ScheduledFuture<?> unused =
        kubelet.scheduleWithFixedDelay(
            this::startEnded, LOOKED_AFTER_MILLIS, LOOKED_AFTER_MILLIS, TimeUnit.MILLISECONDS);
  }

  boolean haveStarted() {
    return replicas.stream().allMatch(Replica::hasStarted)
        && replicas.stream().anyMatch(Replica::leads);
  }

  /** Of those that led. */
  List<Interruption> interruptions() {
    return List.copyOf(interruptions);
  }

  /** By a clock that is right. */
  Reached reached() {
    return reached;
  }

  void setClocks(Duration ahead) {
    for (int i = 0; i < clocks.size(); i++) {
      setClock(i, ahead);
    }
  }

  void setClock(int replica, Duration ahead) {
    reached.set(replica, clock.instant(), ahead);
    clocks.get(replica).set(ahead);
  }

  /** It is found to have ended like one that ends by itself. */
  synchronized void kill(int replica) {
    replicas.get(replica).stop();
  }

  void killLeader() {
    leaders().forEach(this::kill);
  }

  /** Whoever thinks that it leads is held up for a time, while all others go on. */
  synchronized void freezeLeader(Duration time) {
    Instant now = clock.instant();
    for (int leader : leaders()) {
      Replica replica = replicas.get(leader);
      replica.freeze();
      frozen++;
      interruptions.add(new Interruption(now, now.plus(time)));
      ScheduledFuture<?> unused =
          kubelet.schedule(() -> thaw(replica), time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void thaw(Replica replica) {
    if (!closed) {
      replica.thaw();
      frozen--;
    }
  }

  /** Whether all go on that were held up. */
  synchronized boolean areAwake() {
    return frozen == 0;
  }

  private List<Integer> leaders() {
    return IntStream.range(0, replicas.size())
        .filter(i -> !replicas.get(i).hasEnded() && replicas.get(i).leads())
        .boxed()
        .toList();
  }

  private synchronized void startEnded() {
    for (Replica replica : replicas) {
      if (!closed && replica.hasEnded()) {
        // One that never led has told nobody anything, and so excuses nothing.
        if (replica.leads()) {
          interruptions.add(Interruption.at(clock.instant()));
        }
        replica.start();
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      replicas.forEach(Replica::stop);
    }
    kubelet.shutdownNow();
  }
}
