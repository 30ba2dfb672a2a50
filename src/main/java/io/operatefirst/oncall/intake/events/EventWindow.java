package io.operatefirst.oncall.intake.events;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts Warning events, and says what happens often enough. Something begins to happen once it
 * occurred so often within the window, and is over when it did not occur for as long as that. What
 * an Event object tells may be seen again at any time, and changes nothing then.
 */
final class EventWindow {

  /** More are not remembered: what was not seen for longest is forgotten. */
  private static final int MOST = 10_000;

  private final Duration window;
  private final int minCount;
  private final Map<String, Seen> objects = new Bounded<>();
  private final Bounded<Subject, Tally> tallies = new Bounded<>();

  /**
   * @param window over how long events are counted
   * @param minCount from how many on something happens
   */
  EventWindow(Duration window, int minCount) {
    this.window = window;
    this.minCount = minCount;
  }

  /** What an Event object told last, so that only what is more than that counts. */
  private record Seen(Instant last, int count) {}

  /** By when it was seen last. */
  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private int dropped;

    Bounded() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      boolean full = size() > MOST;
      dropped += full ? 1 : 0;
      return full;
    }
  }

  /** An Event object is there, or tells more. */
  synchronized void see(WarningEvent event, Instant now) {
    // A clock that is ahead must not make it go on for longer.
    Instant last = event.last().isAfter(now) ? now : event.last();
    Seen before = objects.get(event.uid());
    if (before != null && event.count() <= before.count() && !last.isAfter(before.last())) {
      return;
    }
    objects.put(event.uid(), new Seen(last, event.count()));
    if (isOver(last, now)) {
      return;
    }
    Tally tally = tallies.computeIfAbsent(event.subject(), subject -> new Tally());
    if (before == null) {
      tally.add(event.first(), last, event.count(), event.message());
    } else {
      // Some writers move the time only.
      int more = Math.max(1, event.count() - before.count());
      Duration each = Duration.between(before.last(), last).dividedBy(more);
      tally.add(before.last().plus(each), last, more, event.message());
    }
  }

  /** An Event object is gone: the server keeps them for an hour or so. */
  synchronized void gone(String uid) {
    objects.remove(uid);
  }

  /** What happens now. */
  synchronized List<Happening> firing(Instant now) {
    tallies.values().removeIf(tally -> isOver(tally.latest, now));
    return tallies.entrySet().stream()
        .filter(tally -> tally.getValue().since != null)
        .map(tally -> tally.getValue().of(tally.getKey()))
        .toList();
  }

  /** How much was forgotten, though it was not over, since there was too much. */
  synchronized int dropped() {
    return tallies.dropped;
  }

  private boolean isOver(Instant last, Instant now) {
    return !last.plus(window).isAfter(now);
  }

  private final class Tally {

    private final Occurrences occurrences = new Occurrences();
    private Instant latest = Instant.MIN;
    private Instant since;
    private int times;
    private String message;

    void add(Instant from, Instant to, int count, String text) {
      if (isOver(latest, from)) {
        since = null;
        times = 0;
      }
      if (!to.isBefore(latest)) {
        latest = to;
        message = text;
      }
      times = (int) Math.min(Integer.MAX_VALUE, (long) times + count);
      // Counted back from the latest and not from now: who comes late sees what others saw.
      Instant start = latest.minus(window);
      occurrences.add(from, to, count);
      occurrences.forgetUntil(start);
      if (since == null && occurrences.after(start) >= minCount) {
        since = occurrences.firstAfter(start).truncatedTo(ChronoUnit.SECONDS);
      }
    }

    Happening of(Subject subject) {
      return new Happening(subject, since, times, message);
    }
  }
}
