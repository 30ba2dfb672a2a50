package io.operatefirst.oncall.intake.mail;

import static java.util.stream.Collectors.toSet;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.logentry.Asked;
import io.operatefirst.oncall.logentry.Question;
import jakarta.mail.MessagingException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the mails to a list mean for the log: who asks, and who of the team answers. It remembers
 * the last ones, so that what arrives twice, or in another order, is one question; the log itself
 * remembers the rest.
 */
final class Conversations {

  /** Some MB, where all of them have the longest names that there are. */
  static final int MOST = 10_000;

  /** So many wait for room in the log; more come again with the next connection. */
  private static final int MOST_WAITING = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
  private static final int UNPROCESSABLE = 422;

  /** After so many the API server is not there. */
  private static final int MOST_FAILURES = 3;

  private final Threads threads = new Threads(MOST);
  private final Known<Boolean> seen = new Known<>(MOST);
  private final Known<Boolean> begunByUs = new Known<>(MOST);
  // Who of the team answered what has not arrived yet.
  private final Known<String> answeredEarly = new Known<>(MOST);
  // By their IDs, the one that waits longest first.
  private final Map<String, Mail> waiting = new LinkedHashMap<>();

  /** Reads the text of a mail. */
  @FunctionalInterface
  interface Texts {
    String of(Mail mail) throws MessagingException;
  }

  /** Another connection is there: it brings again what waits, under numbers of its own. */
  void connected() {
    waiting.clear();
  }

  /**
   * What was found at one time. What found no room in the log before is heard with it again.
   *
   * @param team who is on the list now
   * @param texts are read only of what is a question
   * @throws KubernetesClientException where some could not be written; all may be told again
   */
  void hear(List<Mail> mails, List<EngineerSpec> team, QuestionLog log, Texts texts)
      throws MessagingException {
    List<KubernetesClientException> failures = new ArrayList<>();
    Set<String> failed = new HashSet<>();
    boolean room = true;
    for (Mail mail : inOrder(mails)) {
      String thread = thread(mail, log);
      // Where one that waits finds no room, no other does; what is new is counted all the same.
      boolean hopeless = !room && waiting.containsKey(mail.id());
      // An answer to what could not be written is not the question.
      if (seen.of(mail.id()).isEmpty() && !failed.contains(thread) && !hopeless) {
        try {
          room &= hear(mail, thread, team, log, texts);
        } catch (KubernetesClientException e) {
          failures.add(e);
          failed.add(thread);
        }
      }
      if (failures.size() == MOST_FAILURES) {
        break;
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  /** First what waits; then questions before answers, whatever order they were delivered in. */
  private List<Mail> inOrder(List<Mail> mails) {
    Set<String> found = mails.stream().map(Mail::id).collect(toSet());
    return Stream.concat(
            waiting.values().stream().filter(mail -> !found.contains(mail.id())),
            mails.stream().sorted(Comparator.comparing(mail -> !mail.isFirst())))
        .toList();
  }

  /** Whether it is dealt with: not where the log has no room for it. */
  private boolean hear(
      Mail mail, String thread, List<EngineerSpec> team, QuestionLog log, Texts texts)
      throws MessagingException {
    Optional<Asked> asked = log.find(thread);
    Optional<String> engineer = engineer(mail, team);
    if (engineer.isPresent()) {
      answered(mail, thread, asked, engineer.get(), log);
    } else if (isQuestion(mail, thread, asked)) {
      if (!take(question(mail, thread, texts.of(mail)), log)) {
        learn(mail, thread);
        keep(mail);
        return false;
      }
      answeredEarly.of(thread).ifPresent(by -> log.acknowledge(thread, by));
      answeredEarly.forget(thread);
    }
    // Last: what failed before is to be told again.
    learn(mail, thread);
    seen.learn(mail.id(), true);
    waiting.remove(mail.id());
    return true;
  }

  private void keep(Mail mail) {
    if (waiting.size() < MOST_WAITING) {
      waiting.put(mail.id(), mail);
    }
  }

  /** What the API server will never take is in the way of no other. */
  private static boolean take(Question question, QuestionLog log) {
    try {
      return log.take(question);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_BAD_REQUEST && e.getCode() != UNPROCESSABLE) {
        throw e;
      }
      LOG.warn("a mail is not taken into the log: the API server answers {}", e.getCode());
      return true;
    }
  }

  /** What is no question may still be what others answer. */
  void pass(Mail mail, QuestionLog log) {
    learn(mail, thread(mail, log));
  }

  private String thread(Mail mail, QuestionLog log) {
    return threads.of(mail, id -> log.find(id).isPresent());
  }

  private void learn(Mail mail, String thread) {
    threads.learn(mail, thread);
  }

  /** Acknowledging is the most that a mail does: who it is from can be forged. */
  private void answered(
      Mail mail, String thread, Optional<Asked> asked, String by, QuestionLog log) {
    if (asked.isPresent()) {
      // What was written before it was asked again is no answer to that.
      if (!mail.received().isBefore(asked.get().askedAt())) {
        log.acknowledge(thread, by);
      }
    } else if (mail.isFirst()) {
      begunByUs.learn(thread, true);
    } else {
      answeredEarly.learn(thread, by);
    }
  }

  private boolean isQuestion(Mail mail, String thread, Optional<Asked> asked) {
    if (asked.isPresent()) {
      return !mail.isFirst() && isAskedAgain(mail, asked.get());
    }
    // Where one of the team was seen to answer, only what they answered is the question.
    return begunByUs.of(thread).isEmpty() && (mail.isFirst() || answeredEarly.of(thread).isEmpty());
  }

  /** Who asked says that it is not answered, after it was thought to be. */
  private static boolean isAskedAgain(Mail mail, Asked asked) {
    return asked.resolved()
        && mail.asker().filter(asked.asker()::equalsIgnoreCase).isPresent()
        && asked.resolvedSince().map(since -> mail.received().isAfter(since)).orElse(true);
  }

  private static Question question(Mail mail, String thread, String text) {
    return new Question(
        Place.MAIL,
        thread,
        mail.received(),
        mail.asker().orElse("unknown"),
        Optional.of(mail.subject()).filter(subject -> !subject.isEmpty()),
        mail.subject() + "\n\n" + text,
        mail.link());
  }

  private static Optional<String> engineer(Mail mail, List<EngineerSpec> team) {
    return mail.author()
        .flatMap(
            author ->
                team.stream()
                    .filter(one -> one.email() != null && one.email().equalsIgnoreCase(author))
                    .map(EngineerSpec::name)
                    .findFirst());
  }
}
