package io.operatefirst.oncall.notify;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is owed to the people of one rotation by one channel: in order, one message at a time. Not
 * for several threads at once; instants are those of a clock that only goes on, in nanoseconds.
 */
final class Lane {

  /** What follows within that time goes into the same message. */
  static final Duration QUIET = Duration.ofSeconds(5);

  /** The first does not wait longer for what follows. */
  static final Duration AT_MOST = Duration.ofSeconds(30);

  /** So many at once are a storm, after which a person is left alone for a while. */
  static final int STORM = 10;

  static final Duration CALM = Duration.ofMinutes(5);

  /** After that what was refused is tried again: the list or the other side may have changed. */
  static final Duration REFUSED = Duration.ofMinutes(15);

  private record Waiting(Delivery delivery, long since, long notBefore) {

    Recipient to() {
      return delivery.to();
    }

    boolean gathers() {
      return delivery.notice().gathers();
    }
  }

  private final Backoff backoff;
  private final Map<Delivery.Id, Waiting> waiting = new LinkedHashMap<>();
  private final Map<String, Long> calmUntil = new HashMap<>();
  private Optional<Sender> sender = Optional.empty();
  private Optional<Message> underWay = Optional.empty();
  private Optional<Long> pausedUntil = Optional.empty();
  private int failures;

  Lane(Backoff backoff) {
    this.backoff = backoff;
  }

  /**
   * Says all that is owed about a resource; what was owed and is not any more is withdrawn. A
   * change of the settings is tried at once.
   */
  void owe(Sender now, Subject about, List<Delivery> deliveries, long at) {
    if (!Optional.of(now).equals(sender)) {
      pausedUntil = Optional.empty();
      failures = 0;
      waiting.replaceAll((id, one) -> new Waiting(one.delivery(), one.since(), at));
    }
    sender = Optional.of(now);
    Set<Delivery.Id> owed = new HashSet<>();
    for (Delivery delivery : deliveries) {
      owed.add(delivery.id());
      waiting.compute(
          delivery.id(),
          (id, known) ->
              known == null || !known.delivery().to().equals(delivery.to())
                  ? new Waiting(delivery, at, at)
                  : new Waiting(delivery, known.since(), known.notBefore()));
    }
    waiting.keySet().removeIf(id -> id.about().equals(about) && !owed.contains(id));
  }

  Sender sender() {
    return sender.orElseThrow();
  }

  /** What is to be sent now; whoever takes it says how it ended. */
  Optional<Message> next(long now) {
    if (underWay.isPresent() || pausedUntil.filter(until -> now - until < 0).isPresent()) {
      return Optional.empty();
    }
    underWay = ready(now).map(one -> one.gathers() ? gathered(one, now) : message(one)).findFirst();
    return underWay;
  }

  private Stream<Waiting> ready(long now) {
    // Of those to one person the first decides for all.
    Set<String> asked = new HashSet<>();
    return waiting.values().stream()
        .filter(one -> now - one.notBefore() >= 0)
        .filter(one -> !one.gathers() || (asked.add(one.to().name()) && isGathered(one, now)));
  }

  private boolean isGathered(Waiting first, long now) {
    Long calm = calmUntil.get(first.to().name());
    long last = likeIt(first, now).mapToLong(Waiting::since).reduce((a, b) -> b).orElseThrow();
    return (calm == null || now - calm >= 0)
        && (now - last >= QUIET.toNanos() || now - first.since() >= AT_MOST.toNanos());
  }

  private Stream<Waiting> likeIt(Waiting first, long now) {
    return waiting.values().stream()
        .filter(one -> now - one.notBefore() >= 0)
        .filter(one -> one.gathers())
        .filter(one -> one.to().equals(first.to()));
  }

  private Message gathered(Waiting first, long now) {
    return new Message(likeIt(first, now).map(Waiting::delivery).toList());
  }

  private static Message message(Waiting one) {
    return new Message(List.of(one.delivery()));
  }

  /** How the delivery of what was under way ended. */
  void ended(Message message, Outcome outcome, long now) {
    underWay = Optional.empty();
    if (outcome instanceof Outcome.Unavailable unavailable) {
      failures++;
      pausedUntil = Optional.of(now + backoff.after(failures, unavailable).toNanos());
      return;
    }
    failures = 0;
    pausedUntil = Optional.empty();
    for (Delivery delivery : message.deliveries()) {
      if (outcome instanceof Outcome.Refused) {
        waiting.computeIfPresent(
            delivery.id(),
            (id, one) -> new Waiting(one.delivery(), one.since(), now + REFUSED.toNanos()));
      } else {
        waiting.remove(delivery.id());
      }
    }
    if (message.deliveries().size() >= STORM) {
      calmUntil.put(message.to().name(), now + CALM.toNanos());
    }
  }

  /** Withdraws all that is owed about some. */
  void withdraw(Predicate<Subject> abouts) {
    waiting.keySet().removeIf(id -> abouts.test(id.about()));
  }

  /** Whether nobody waits for anything. */
  boolean isSettled() {
    return waiting.isEmpty() && underWay.isEmpty();
  }

  /** Whether there is nothing to remember. */
  boolean isIdle(long now) {
    calmUntil.values().removeIf(until -> now - until >= 0);
    return isSettled() && calmUntil.isEmpty();
  }

  /** How many notices wait. */
  int size() {
    return waiting.size();
  }
}
