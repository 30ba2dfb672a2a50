package io.operatefirst.oncall.intake.mail;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which conversation a mail belongs to: by what it says it answers, never by its subject. A
 * conversation is called as the Message-ID that its first mail has, as far as that is known; what
 * it was called once it stays, so that mails that arrive in another order make no second one.
 */
final class Threads {

  private final Known<String> threads;

  /**
   * Of no mail yet.
   *
   * @param most how many Message-IDs are remembered
   */
  Threads(int most) {
    threads = new Known<>(most);
  }

  /**
   * The conversation of a mail.
   *
   * @param isLogged whether a conversation is in the log under that name
   */
  String of(Mail mail, Predicate<String> isLogged) {
    List<String> ids = Stream.concat(Stream.of(mail.id()), mail.parents().stream()).toList();
    return first(ids, id -> threads.of(id))
        .or(() -> first(ids, id -> Optional.of(id).filter(isLogged)))
        .orElseGet(() -> mail.isFirst() ? mail.id() : mail.parents().get(0));
  }

  private static Optional<String> first(
      List<String> ids, Function<String, Optional<String>> known) {
    return ids.stream().flatMap(id -> known.apply(id).stream()).findFirst();
  }

  /** What it names belongs to the same conversation, also where it arrives later. */
  void learn(Mail mail, String thread) {
    threads.learn(mail.id(), thread);
    mail.parents().forEach(parent -> threads.learn(parent, thread));
  }

  int size() {
    return threads.size();
  }
}
