package io.operatefirst.oncall.intake.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When something occurred, in bounded space: up to {@link #MOST} times as it was, beyond that the
 * oldest are held as so many between two instants.
 */
final class Occurrences {

  private static final int MOST = 20;

  /** So many, the first at the one instant, the last at the other, the rest evenly between. */
  private record Span(Instant from, Instant to, int count) {

    Span {
      from = count == 1 ? to : from;
    }

    Span with(Span later) {
      return new Span(from.isBefore(later.from) ? from : later.from, later.to, count + later.count);
    }

    int after(Instant time) {
      if (from.isAfter(time)) {
        return count;
      }
      if (!to.isAfter(time)) {
        return 0;
      }
      double part = (double) millis(time, to) / Math.max(1, millis(from, to));
      return Math.max(1, Math.min(count, (int) Math.ceil(part * (count - 1))));
    }

    Instant firstAfter(Instant time) {
      return count == 1 ? to : to.minusMillis(millis(from, to) / (count - 1) * (after(time) - 1L));
    }

    private static long millis(Instant from, Instant to) {
      return Duration.between(from, to).toMillis();
    }
  }

  private final List<Span> spans = new ArrayList<>(2);

  void add(Instant from, Instant to, int count) {
    spans.add(new Span(from, to, count));
    spans.sort(Comparator.comparing(Span::to));
    if (spans.size() > MOST) {
      Span oldest = spans.remove(0);
      spans.set(0, oldest.with(spans.get(0)));
    }
  }

  void forgetUntil(Instant time) {
    spans.removeIf(span -> !span.to().isAfter(time));
  }

  /** How many there were after an instant. */
  int after(Instant time) {
    return (int) Math.min(Integer.MAX_VALUE, spans.stream().mapToLong(s -> s.after(time)).sum());
  }

  /** The first of them. */
  Instant firstAfter(Instant time) {
    return spans.stream()
        .filter(span -> span.after(time) > 0)
        .map(span -> span.firstAfter(time))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
