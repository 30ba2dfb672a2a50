package io.operatefirst.oncall.schedule;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who has the duty, once everybody's agreements are taken into account: the one answer for every
 * surface.
 *
 * @param agreed the oldest first, by when they were made, then by name; what is not made yet comes
 *     last
 */
public record Covers(List<Cover> agreed) {

  private static final Comparator<Cover> BY_AGE =
      comparing(Cover::isMade, reverseOrder())
          .thenComparing(Cover::made)
          .thenComparing(Cover::override);

  public static final Covers NONE = new Covers(List.of());

  public Covers {
    agreed = agreed.stream().sorted(BY_AGE).toList();
  }

  /** Without those that are newer than one of them; the other half of a swap is as old. */
  public Covers upTo(Cover cover) {
    int end = agreed.indexOf(cover) + 1;
    while (end < agreed.size() && agreed.get(end).isOfTheSameAs(cover)) {
      end++;
    }
    return new Covers(agreed.subList(0, end));
  }

  /** A shift in the stints that come of it, without gaps between them. */
  public List<Stint> stints(Duty duty, WorkCalendar calendar) {
    record Part(Cover cover, Shift time) {}
    List<Part> parts =
        agreed.stream()
            .flatMap(
                cover ->
                    cover
                        .within(duty.shift(), calendar)
                        .map(time -> new Part(cover, time))
                        .stream())
            .toList();
    TreeSet<Instant> cuts = new TreeSet<>(List.of(duty.shift().start(), duty.shift().end()));
    parts.forEach(part -> cuts.addAll(List.of(part.time().start(), part.time().end())));
    List<Stint> stints = new ArrayList<>();
    for (Instant start : cuts.headSet(duty.shift().end())) {
      List<Cover> holding =
          parts.stream().filter(part -> part.time().contains(start)).map(Part::cover).toList();
      stints.add(passedOn(new Shift(start, cuts.higher(start)), duty.engineer(), holding));
    }
    return joined(stints);
  }

  /** From the engineer of the shift on, the oldest agreement first. */
  private static Stint passedOn(Shift time, Optional<String> scheduled, List<Cover> holding) {
    List<Optional<String>> holders = new ArrayList<>(List.of(scheduled));
    List<Cover> links = new ArrayList<>();
    for (Cover cover : holding) {
      int from = cover.whose().isEmpty() ? holders.size() - 1 : holders.lastIndexOf(cover.whose());
      Optional<String> taker = Optional.of(cover.engineer());
      if (from < 0 || holders.get(from).equals(taker)) {
        continue;
      }
      int earlier = holders.subList(0, from).lastIndexOf(taker);
      boolean undone = earlier >= 0 && links.get(earlier).isOfTheSameAs(cover);
      int kept = undone ? earlier : from;
      // What that person had passed on before is taken back: the newer agreement wins.
      holders.subList(kept + 1, holders.size()).clear();
      links.subList(kept, links.size()).clear();
      // Nobody does their own duty for somebody else: two halves of a swap come to nothing.
      if (!undone) {
        holders.add(taker);
        links.add(cover);
      }
    }
    return new Stint(time, holders.get(holders.size() - 1), scheduled, links);
  }

  /** Neighbours that differ in nothing are one. */
  static List<Stint> joined(List<Stint> stints) {
    List<Stint> joined = new ArrayList<>();
    for (Stint stint : stints) {
      Stint last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && last.continuesIn(stint)) {
        joined.set(
            joined.size() - 1,
            new Stint(
                new Shift(last.time().start(), stint.time().end()),
                stint.engineer(),
                stint.scheduled(),
                stint.covers()));
      } else {
        joined.add(stint);
      }
    }
    return List.copyOf(joined);
  }
}
