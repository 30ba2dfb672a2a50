package io.operatefirst.oncall.notify;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.ReportedConditions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is owed to people and on its way. It forgets all with the process, and may: the controllers
 * say anew what is owed, and the receipts in the status of each resource say what was delivered. So
 * a notice arrives twice only where the process ends between the other side's acceptance and the
 * receipt. Only controllers speak to it, and so only the leader sends.
 */
public final class Outbox {

  /** Counts what becomes of messages. */
  @FunctionalInterface
  public interface Tally {

    /**
     * Counts one.
     *
     * @param channel such as {@code Email}
     * @param outcome delivered, unavailable or refused
     */
    void count(String channel, String outcome);
  }

  private record LaneId(ResourceID rotation, String channel) {

    boolean isOf(Notifier notifier) {
      return channel.equals(notifier.channel());
    }
  }

  private record Told(Delivery.Id delivery, String channel) {}

  private final List<Notifier> notifiers;
  private final Map<String, Executor> threads = new HashMap<>();
  private final ReportedConditions board;
  private final Tally tally;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Backoff backoff = Backoff.usual();
  private final Map<LaneId, Lane> lanes = new LinkedHashMap<>();
  // Delivered, and not seen in a status yet.
  private final Map<Told, Instant> told = new LinkedHashMap<>();
  private final List<BiConsumer<ResourceID, Subject>> listeners = new CopyOnWriteArrayList<>();

  /**
   * An empty one.
   *
   * @param threads for the deliveries of a channel, each its own, so that none waits for another
   * @param nanos a clock that only ever goes on, such as {@link System#nanoTime()}
   */
  public Outbox(
      Map<Notifier, Executor> threads,
      ReportedConditions board,
      Tally tally,
      Clock clock,
      LongSupplier nanos) {
    this.notifiers = List.copyOf(threads.keySet());
    threads.forEach((notifier, executor) -> this.threads.put(notifier.channel(), executor));
    this.board = board;
    this.tally = tally;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Who is to be told that a resource, of a rotation, has a receipt to be written. */
  public void listen(BiConsumer<ResourceID, Subject> delivered) {
    listeners.add(delivered);
  }

  /**
   * The receipts that belong into the status of a resource.
   *
   * @param shown those that it has
   */
  public synchronized List<NoticeStatus> receipts(Subject about, List<NoticeStatus> shown) {
    told.keySet()
        .removeIf(
            one ->
                Receipts.has(shown, one.delivery(), one.channel())
                    && one.delivery().about().equals(about));
    List<NoticeStatus> receipts = shown;
    for (Map.Entry<Told, Instant> one : told.entrySet()) {
      Delivery.Id delivery = one.getKey().delivery();
      if (delivery.about().equals(about)) {
        receipts = Receipts.with(receipts, delivery, one.getKey().channel(), one.getValue());
      }
    }
    return receipts;
  }

  /**
   * Says all that people are to be told about a resource; what is not among it is withdrawn.
   *
   * @param shown the receipts in its status
   */
  public synchronized void owe(
      Sender sender, Subject about, List<Notice> notices, List<NoticeStatus> shown) {
    for (Notifier notifier : notifiers) {
      String channel = notifier.channel();
      List<Delivery> owed =
          notices.stream()
              .flatMap(notice -> deliveries(notifier, sender, notice))
              .filter(delivery -> !Receipts.has(shown, delivery.id(), channel))
              .filter(delivery -> !told.containsKey(new Told(delivery.id(), channel)))
              .toList();
      LaneId id = new LaneId(sender.rotation(), channel);
      if (!owed.isEmpty() || lanes.containsKey(id)) {
        lanes
            .computeIfAbsent(id, lane -> new Lane(backoff))
            .owe(sender, about, owed, nanos.getAsLong());
      }
    }
  }

  private static Stream<Delivery> deliveries(Notifier notifier, Sender sender, Notice notice) {
    return notice.to().reachedBy(recipient -> notifier.reaches(sender, recipient)).stream()
        .map(recipient -> new Delivery(notice, recipient));
  }

  /**
   * Sends what is due, without waiting for it. Where nothing is owed any more, a failure that
   * passes is forgotten: there is nothing to try it with.
   */
  public void sweep() {
    for (Notifier notifier : notifiers) {
      String type = Conditions.sent(notifier.channel());
      sweep(notifier).forEach(rotation -> board.forgetPassing(rotation, type));
    }
  }

  /** Those whose people wait for nothing by that channel. */
  private synchronized List<ResourceID> sweep(Notifier notifier) {
    long now = nanos.getAsLong();
    List<ResourceID> settled = new ArrayList<>();
    lanes.forEach(
        (id, lane) -> {
          if (id.isOf(notifier)) {
            sendNext(notifier, lane);
            if (lane.isSettled()) {
              settled.add(id.rotation());
            }
          }
        });
    // Of no other channel: it would not be seen there that nothing is owed any more.
    lanes.entrySet().removeIf(each -> each.getKey().isOf(notifier) && each.getValue().isIdle(now));
    return settled;
  }

  private synchronized void sendNext(Notifier notifier, Lane lane) {
    lane.next(nanos.getAsLong()).ifPresent(message -> send(notifier, lane, message));
  }

  private void send(Notifier notifier, Lane lane, Message message) {
    Sender sender = lane.sender();
    threads
        .get(notifier.channel())
        .execute(
            () -> {
              // It is of this message, and keeps no other waiting.
              Outcome outcome =
                  Attempt.at(() -> notifier.deliver(sender, message), Outcome.Refused::new);
              // Before it ends: else what is forgotten as it ends would be said after that.
              board.report(sender.rotation(), outcome.condition(delivered(notifier)));
              ended(notifier, lane, message, outcome);
              if (outcome instanceof Outcome.Delivered) {
                message
                    .notices()
                    .map(Notice::about)
                    .distinct()
                    .forEach(about -> tell(sender, about));
              }
              tally.count(notifier.channel(), outcome.label());
              sendNext(notifier, lane);
            });
  }

  private static Condition delivered(Notifier notifier) {
    return Conditions.yes(
        Conditions.sent(notifier.channel()),
        Conditions.DELIVERED,
        "The last notice was delivered.");
  }

  private void tell(Sender sender, Subject about) {
    listeners.forEach(listener -> listener.accept(sender.rotation(), about));
  }

  private synchronized void ended(Notifier notifier, Lane lane, Message message, Outcome outcome) {
    lane.ended(message, outcome, nanos.getAsLong());
    if (outcome instanceof Outcome.Delivered) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      message.deliveries().forEach(one -> told.put(new Told(one.id(), notifier.channel()), now));
    }
  }

  /**
   * Of resources of a kind that are gone nothing is owed, and nothing remembered; nor is any owed
   * on behalf of rotations that are gone. For the controller that owes them, by the watches that it
   * has said it by: another's may be behind them.
   */
  public synchronized void keepOnly(
      Class<? extends HasMetadata> type,
      Predicate<Subject> exists,
      Predicate<ResourceID> rotationExists) {
    Predicate<Subject> gone = about -> about.isA(type) && !exists.test(about);
    told.keySet().removeIf(one -> gone.test(one.delivery().about()));
    lanes.forEach(
        (id, lane) ->
            lane.withdraw(rotationExists.test(id.rotation()) ? gone : about -> about.isA(type)));
  }

  /** Nothing is owed about a resource any more, whoever it was owed to. */
  public synchronized void withdraw(Subject about) {
    lanes.values().forEach(lane -> lane.withdraw(about::equals));
  }

  /** How many notices wait, by channel. */
  public synchronized Map<String, Integer> waiting() {
    Map<String, Integer> waiting = new LinkedHashMap<>();
    notifiers.forEach(notifier -> waiting.put(notifier.channel(), 0));
    lanes.forEach((id, lane) -> waiting.merge(id.channel(), lane.size(), Integer::sum));
    return waiting;
  }
}
