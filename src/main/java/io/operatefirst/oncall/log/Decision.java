package io.operatefirst.oncall.log;

import java.time.Instant;
import java.util.Optional;

/** What becomes of a signal. */
public sealed interface Decision {

  /**
   * A new entry.
   *
   * @param start when the occurrence began that it is about
   * @param sighting what is seen of it
   * @param previous the entry about the last time; empty where there is none
   */
  record Create(Instant start, Sighting sighting, Optional<String> previous) implements Decision {}

  /** The entry that is there already shows more now. */
  record Update(String name, Sighting sighting) implements Decision {}

  /** It would need an entry, and there are too many: it is counted with the others. */
  record Overflow(Severity severity, Instant start) implements Decision {}

  /** Nothing. */
  record Ignore(Reason reason) implements Decision {}

  /** Why nothing becomes of a signal. */
  enum Reason {
    /** All of it is silenced, or follows from something else. */
    MUTED,
    /** It is over, and the log never knew of it. */
    OVER,
    /** The log says just that already. */
    KNOWN
  }
}
