package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * What a user asks, as an intake hears it.
 *
 * @param place where
 * @param thread the conversation, by which a question that is heard twice is one: see {@code
 *     spec.source.question.thread} of the entry
 * @param askedAt when; a thread that is asked again, after it was answered, later than that is
 *     another question
 * @param asker who, as the place calls them
 * @param title what it is about, in a line; empty where the place has no titles
 * @param text all that was asked, title included: known answers are found in it, and nothing of it
 *     is kept but the excerpt that the rotation allows
 * @param link where to read it; empty where nowhere
 */
public record Question(
    Place place,
    String thread,
    Instant askedAt,
    String asker,
    Optional<String> title,
    String text,
    Optional<String> link) {

  /** Nothing of it is for logs. */
  @Override
  public String toString() {
    return place.written() + " " + thread;
  }
}
