package io.operatefirst.oncall.notify;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.ReportedConditions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the signs of all rotations at what they are to show. Only the latest counts: what a sign
 * did not show in time it never shows. It is looked at now and then as well, since people may have
 * changed it; and so nothing has to be remembered over a restart. Only controllers speak to it.
 */
public final class DutySigns {

  /** So soon what somebody has changed by hand is put right. */
  static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(DutySigns.class);

  /** What is done at one sign, one after the other. */
  private sealed interface Place {

    record Of(ResourceID rotation, DutySign sign) implements Place {}

    /** What is left of rotations that are none of these. */
    record LeftAt(DutySign sign) implements Place {}

    DutySign sign();
  }

  private sealed interface Work {

    record Show(Sender sender, Duty duty) implements Work {}

    /**
     * @param asked when, so that what is asked for meanwhile is another
     */
    record Tidy(long asked) implements Work {}
  }

  private record Post(Work wanted, long notBefore, int failures, boolean underWay) {

    Post next(long notBefore, int failures) {
      return new Post(wanted, notBefore, failures, false);
    }
  }

  private final Map<DutySign, Executor> threads;
  private final ReportedConditions board;
  private final Outbox.Tally tally;
  private final LongSupplier nanos;
  private final Backoff backoff;
  private final Map<Place, Post> posts = new HashMap<>();
  private boolean begun;

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

  /** Says how it stands, as often as one likes. */
  public synchronized void show(Sender sender, Duty duty) {
    for (DutySign sign : threads.keySet()) {
      Place place = new Place.Of(sender.rotation(), sign);
      if (sign.isUsedBy(sender.settings())) {
        want(place, new Work.Show(sender, duty));
      } else if (posts.remove(place) != null) {
        tidy(sign);
      }
    }
  }

  /**
   * Of rotations that are gone nothing is shown any more. To be called as soon as this replica
   * leads: what an earlier one has left is taken away then.
   */
  public synchronized void keepRotations(Predicate<ResourceID> exists) {
    for (DutySign sign : threads.keySet()) {
      boolean gone =
          posts
              .keySet()
              .removeIf(
                  place ->
                      place instanceof Place.Of of
                          && of.sign().equals(sign)
                          && !exists.test(of.rotation()));
      if (gone || !begun) {
        tidy(sign);
      }
    }
    begun = true;
  }

  private void tidy(DutySign sign) {
    want(new Place.LeftAt(sign), new Work.Tidy(nanos.getAsLong()));
  }

  private void want(Place place, Work wanted) {
    posts.compute(
        place,
        (key, known) ->
            known == null || !known.wanted().equals(wanted)
                ? new Post(wanted, nanos.getAsLong(), 0, known != null && known.underWay())
                : known);
  }

  /** Does what is due, without waiting for it. */
  public synchronized void sweep() {
    long now = nanos.getAsLong();
    posts.replaceAll(
        (place, post) -> {
          if (post.underWay() || now - post.notBefore() < 0) {
            return post;
          }
          threads.get(place.sign()).execute(() -> work(place, post.wanted()));
          return new Post(post.wanted(), post.notBefore(), post.failures(), true);
        });
  }

  private void work(Place place, Work wanted) {
    DutySign sign = place.sign();
    if (wanted instanceof Work.Show show) {
      Outcome outcome =
          Attempt.at(() -> sign.show(show.sender(), show.duty()), Outcome.Unavailable::new);
      ended(place, wanted, outcome);
      board.report(
          show.sender().rotation(),
          outcome.condition(
              Conditions.yes(
                  Conditions.current(sign.name()), Conditions.CURRENT, "What it shows is right.")));
      tally.count(sign.name(), outcome.label());
    } else {
      Outcome outcome = Attempt.at(sign::tidy, Outcome.Unavailable::new);
      ended(place, wanted, outcome);
      if (outcome instanceof Outcome.Failed failed) {
        LOG.warn("{}: something may be shown that is over: {}", sign.name(), failed.message());
      }
    }
  }

  private synchronized void ended(Place place, Work wanted, Outcome outcome) {
    posts.computeIfPresent(
        place,
        (key, post) -> {
          long now = nanos.getAsLong();
          if (!post.wanted().equals(wanted)) {
            return post.next(now, 0);
          }
          if (outcome instanceof Outcome.Unavailable unavailable) {
            int failures = post.failures() + 1;
            return post.next(now + backoff.after(failures, unavailable).toNanos(), failures);
          }
          return wanted instanceof Work.Tidy ? null : post.next(now + LOOK_AGAIN.toNanos(), 0);
        });
  }
}
