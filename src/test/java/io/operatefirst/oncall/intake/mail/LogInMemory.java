package io.operatefirst.oncall.intake.mail;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.logentry.Asked;
import io.operatefirst.oncall.logentry.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log as far as questions by mail see it: the newest entry of each conversation. */
final class LogInMemory implements QuestionLog {

  private final Map<String, Asked> newest = new LinkedHashMap<>();
  private final List<Question> taken = new ArrayList<>();
  private final List<Integer> failures = new ArrayList<>();
  private int room = Integer.MAX_VALUE;

  @Override
  public synchronized Optional<Asked> find(String thread) {
    return Optional.ofNullable(newest.get(thread));
  }

  @Override
  public synchronized boolean take(Question question) {
    if (!failures.isEmpty()) {
      throw new KubernetesClientException("no", failures.remove(0), null);
    }
    if (taken.size() >= room) {
      return false;
    }
    taken.add(question);
    newest.put(
        question.thread(),
        new Asked(
            "entry-" + taken.size(),
            question.thread(),
            question.asker(),
            question.askedAt(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty()));
    return true;
  }

  /** So many questions are taken, and no more. */
  synchronized void room(int questions) {
    room = questions;
  }

  @Override
  public synchronized void acknowledge(String thread, String by) {
    newest.computeIfPresent(
        thread,
        (id, asked) ->
            asked.acknowledgedBy().isPresent() ? asked : with(asked, Optional.of(by), null));
  }

  synchronized void resolve(String thread, Instant at) {
    newest.computeIfPresent(thread, (id, asked) -> with(asked, asked.acknowledgedBy(), at));
  }

  private static Asked with(Asked asked, Optional<String> by, Instant resolved) {
    return new Asked(
        asked.entry(),
        asked.thread(),
        asked.asker(),
        asked.askedAt(),
        by,
        resolved != null,
        Optional.ofNullable(resolved),
        asked.onCall());
  }

  /** The next attempts to write are answered by these codes. */
  synchronized void fail(Integer... codes) {
    failures.addAll(List.of(codes));
  }

  /** All that was taken, each as often as it was. */
  synchronized List<Question> taken() {
    return List.copyOf(taken);
  }

  /** Each as {@code <thread> asker acknowledger}. */
  synchronized List<String> shown() {
    return taken.stream()
        .map(
            question ->
                "%s %s %s"
                    .formatted(
                        question.thread(),
                        question.asker(),
                        newest.get(question.thread()).acknowledgedBy().orElse("-")))
        .toList();
  }
}
