package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Decision;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Logged;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Overflow;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.Triage;
import io.operatefirst.oncall.logentry.EntryWriter.NameTaken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One report about one rotation: what becomes of each signal is decided, and written. */
final class Report {

  private static final int ATTEMPTS = 5;

  /** So many new entries are stored in a moment. */
  private static final int NO_STORM = 20;

  private final LogBook book;
  private final EntryWriter writer;
  private final LogBook.Tally tally;
  private final OnCallRotation rotation;
  private final Kind kind;
  private final Overflow overflow;
  private final Instant now;
  private final int limit;
  private final List<NameTaken> taken = new ArrayList<>();
  private int room = -1;

  /**
   * @param overflow what found no room until now
   * @param now to the second
   */
  Report(
      LogBook book,
      EntryWriter writer,
      LogBook.Tally tally,
      OnCallRotation rotation,
      Kind kind,
      Overflow overflow,
      Instant now) {
    this.book = book;
    this.writer = writer;
    this.tally = tally;
    this.rotation = rotation;
    this.kind = kind;
    this.overflow = overflow;
    this.now = now;
    this.limit = rotation.getSpec().log().maxOpenEntries();
  }

  /**
   * Makes it.
   *
   * @param everything whether what the log thinks to go on, and is not among them, is over
   */
  void of(Collection<Signal> signals, boolean everything, AFewAtATime writing) {
    if (everything) {
      endAllBut(signals);
      overflow.clear();
    }
    triage(signals, writing);
    if (overflow.isToBeTold() || everything) {
      act(decided(overflow.signal(kind, limit), true));
      overflow.told();
    }
    // Last, so that what is in the way of one disturbs no other.
    if (!taken.isEmpty()) {
      throw taken.get(0);
    }
  }

  /** First, so that what is over makes room. */
  private void endAllBut(Collection<Signal> signals) {
    Set<String> reported =
        signals.stream().map(signal -> signal.key().digest()).collect(Collectors.toSet());
    book.entries(rotation)
        .filter(entry -> LogEntries.isOf(entry, kind))
        .filter(entry -> !EntryBuilder.isOverflow(entry))
        .filter(entry -> !reported.contains(entry.getSpec().source().key()))
        .filter(entry -> Sightings.of(entry).orElseThrow().firing())
        .toList()
        .forEach(this::end);
  }

  private void end(OnCallLogEntry entry) {
    Decision decision =
        Triage.decide(Observation.NOTHING_LEFT, Optional.of(logged(entry)), () -> true, now);
    if (decision instanceof Decision.Update update) {
      update(entry, update);
    }
  }

  /** What is decided of a signal, by the entry that there is about it. */
  private record Decided(
      Signal signal, Optional<OnCallLogEntry> entry, Decision decision, boolean always) {

    boolean isNew() {
      return decision instanceof Decision.Create;
    }
  }

  /** Decided one after the other, so that they share the room that there is; then written. */
  private void triage(Collection<Signal> signals, AFewAtATime writing) {
    List<Decided> all = signals.stream().map(signal -> decided(signal, false)).toList();
    Runnable storing = () -> writing.each(all, this::write);
    if (all.stream().filter(Decided::isNew).count() > NO_STORM) {
      book.storm(storing);
    } else {
      storing.run();
    }
  }

  private void write(Decided one) {
    try {
      conclude(one.signal(), act(one));
    } catch (NameTaken e) {
      refuse(e);
    }
  }

  private synchronized void conclude(Signal signal, Decision decision) {
    if (decision instanceof Decision.Overflow over) {
      overflow.add(signal.key().digest(), over);
    } else {
      overflow.remove(signal.key().digest());
    }
  }

  private synchronized void refuse(NameTaken name) {
    taken.add(name);
    giveRoomBack();
    tally.count(kind, "refused");
  }

  private Decided decided(Signal signal, boolean always) {
    Optional<OnCallLogEntry> entry = book.newest(rotation, signal.key());
    Decision decision =
        Triage.decide(
            Sightings.asWritten(signal.observation()),
            entry.map(Report::logged),
            () -> always || takeRoom(),
            now);
    return new Decided(signal, entry, decision, always);
  }

  /** Again and again where somebody else writes at the same time. */
  private Decision act(Decided first) {
    Decided one = first;
    for (int attempt = 1; !isDone(one); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new KubernetesClientException(
            "the entry about " + one.signal().key() + " is written by others again and again");
      }
      one = decided(one.signal(), one.always());
    }
    tally.count(kind, outcome(one.decision()));
    return one.decision();
  }

  private boolean isDone(Decided one) {
    if (one.decision() instanceof Decision.Create create) {
      return make(one, create);
    }
    return !(one.decision() instanceof Decision.Update update)
        || update(one.entry().orElseThrow(), update);
  }

  private boolean make(Decided one, Decision.Create create) {
    boolean made = writer.make(EntryBuilder.entry(rotation, one.signal(), create));
    if (!made && !one.always()) {
      giveRoomBack();
    }
    return made;
  }

  private boolean update(OnCallLogEntry entry, Decision.Update update) {
    return writer.update(entry, rotation, update.sighting(), now);
  }

  private static Logged logged(OnCallLogEntry entry) {
    Sighting sighting = Sightings.of(entry).orElseThrow();
    return new Logged(entry.getMetadata().getName(), entry.getSpec().resolved(), sighting);
  }

  /** Whether there was room for one more open entry, which is then taken. */
  private synchronized boolean takeRoom() {
    if (room < 0) {
      room = Math.max(0, limit - open());
    }
    boolean there = room > 0;
    room -= there ? 1 : 0;
    return there;
  }

  /** It was there already, or cannot be, and so is none more. */
  private synchronized void giveRoomBack() {
    room++;
  }

  /** Of questions or of all else, so that a storm of alerts never costs somebody's question. */
  private int open() {
    return (int)
        book.entries(rotation)
            .filter(LogEntries::isProblem)
            .filter(entry -> LogEntries.isQuestion(entry) == (kind == Kind.QUESTION))
            .filter(entry -> entry.getSpec().source() != null)
            .filter(entry -> !entry.getSpec().resolved())
            .filter(entry -> !EntryBuilder.isOverflow(entry))
            .count();
  }

  private static String outcome(Decision decision) {
    if (decision instanceof Decision.Create) {
      return "created";
    }
    if (decision instanceof Decision.Update) {
      return "updated";
    }
    if (decision instanceof Decision.Overflow) {
      return "overflow";
    }
    return switch (((Decision.Ignore) decision).reason()) {
      case MUTED -> "muted";
      case OVER -> "over";
      case KNOWN -> "deduplicated";
    };
  }
}
