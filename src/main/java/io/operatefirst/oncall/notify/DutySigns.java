package io.operatefirst.oncall.notify;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.ReportedConditions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Keeps the signs of all rotations at what they are to show. Only the latest counts: what a sign
 * did not show in time it never shows. It is looked at now and then as well, since people may have
 * changed it; and so nothing has to be remembered over a restart. Only controllers speak to it.
 */
public final class DutySigns {

  /** So soon what somebody has changed by hand is put right. */
  static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

  private record Id(ResourceID rotation, String sign) {}

  private record Showing(Sender sender, Optional<EngineerSpec> onCall) {}

  private record Post(Showing wanted, long notBefore, int failures, boolean underWay) {

    Post next(long notBefore, int failures) {
      return new Post(wanted, notBefore, failures, false);
    }
  }

  private final Map<DutySign, Executor> threads;
  private final ReportedConditions board;
  private final Outbox.Tally tally;
  private final LongSupplier nanos;
  private final Backoff backoff;
  private final Map<Id, Post> posts = new HashMap<>();

  /**
   * None yet.
   *
   * @param threads for each sign its own, so that none waits for another
   * @param nanos a clock that only ever goes on, such as {@link System#nanoTime()}
   */
  public DutySigns(
      Map<DutySign, Executor> threads,
      ReportedConditions board,
      Outbox.Tally tally,
      LongSupplier nanos) {
    this(threads, board, tally, nanos, Backoff.usual());
  }

  DutySigns(
      Map<DutySign, Executor> threads,
      ReportedConditions board,
      Outbox.Tally tally,
      LongSupplier nanos,
      Backoff backoff) {
    this.threads = Map.copyOf(threads);
    this.board = board;
    this.tally = tally;
    this.nanos = nanos;
    this.backoff = backoff;
  }

  /**
   * Says who is on call, as often as one likes.
   *
   * @param onCall empty where nobody is
   */
  public synchronized void show(Sender sender, Optional<EngineerSpec> onCall) {
    Showing wanted = new Showing(sender, onCall);
    for (DutySign sign : threads.keySet()) {
      Id id = new Id(sender.rotation(), sign.name());
      if (sign.isUsedBy(sender.settings())) {
        posts.compute(
            id,
            (key, known) ->
                known == null || !known.wanted().equals(wanted)
                    ? new Post(wanted, nanos.getAsLong(), 0, known != null && known.underWay())
                    : known);
      } else {
        posts.remove(id);
      }
    }
  }

  /** Of rotations that are gone nothing is shown any more; what is shown stays. */
  public synchronized void keepRotations(Predicate<ResourceID> exists) {
    posts.keySet().removeIf(id -> !exists.test(id.rotation()));
  }

  /** Shows what is due, without waiting for it. */
  public synchronized void sweep() {
    long now = nanos.getAsLong();
    threads.forEach(
        (sign, executor) ->
            posts.replaceAll(
                (id, post) -> {
                  boolean due = !post.underWay() && now - post.notBefore() >= 0;
                  if (!id.sign().equals(sign.name()) || !due) {
                    return post;
                  }
                  executor.execute(() -> show(sign, id, post.wanted()));
                  return new Post(post.wanted(), post.notBefore(), post.failures(), true);
                }));
  }

  private void show(DutySign sign, Id id, Showing wanted) {
    Outcome outcome = Attempt.at(() -> sign.show(wanted.sender(), wanted.onCall()));
    ended(id, wanted, outcome);
    board.report(
        id.rotation(),
        outcome.condition(
            Conditions.yes(
                Conditions.current(sign.name()), Conditions.CURRENT, "It shows who is on call.")));
    tally.count(sign.name(), outcome.label());
  }

  private synchronized void ended(Id id, Showing wanted, Outcome outcome) {
    posts.computeIfPresent(
        id,
        (key, post) -> {
          long now = nanos.getAsLong();
          if (!post.wanted().equals(wanted)) {
            return post.next(now, 0);
          }
          if (outcome instanceof Outcome.Unavailable unavailable) {
            int failures = post.failures() + 1;
            return post.next(now + backoff.after(failures, unavailable).toNanos(), failures);
          }
          return post.next(now + LOOK_AGAIN.toNanos(), 0);
        });
  }
}
