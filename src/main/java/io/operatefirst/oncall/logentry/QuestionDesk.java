package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsStatus;
import io.operatefirst.oncall.log.Inquiry;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.operatefirst.oncall.spec.Durations;
import io.operatefirst.oncall.text.Excerpt;
import io.operatefirst.oncall.text.OneLine;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the intakes of questions write down what they hear, and what people do about it there, in
 * the names of these people. Each may be told again at any time, and changes nothing then. What is
 * to be said to those who asked is worked out from the entries and sent by the outbox.
 */
public final class QuestionDesk {

  /** After an outage as long, what was asked meanwhile is still taken up. */
  private static final Duration LOOK_BACK = Duration.ofDays(7);

  private static final int ATTEMPTS = 5;

  private final KubernetesClient client;
  private final LogBook book;
  private final EntryStatus statuses;
  private final Clock clock;

  public QuestionDesk(KubernetesClient client, LogBook book, EntryStatus statuses, Clock clock) {
    this.client = client;
    this.book = book;
    this.statuses = statuses;
    this.clock = clock;
  }

  /** The rotations that listen at a place; none before the log is open. */
  public List<OnCallRotation> listening(Place place) {
    return book.rotations().stream()
        .filter(place::isWatchedBy)
        .filter(rotation -> rotation.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  /**
   * From when on questions from a place count: since it is listened to, and no longer back than the
   * log can tell what it knows already.
   *
   * @return empty before the rotation's status has said so
   */
  public Optional<Instant> since(OnCallRotation rotation, Place place) {
    Duration kept = Durations.parse(rotation.getSpec().log().retention());
    Instant earliest = clock.instant().minus(kept.compareTo(LOOK_BACK) < 0 ? kept : LOOK_BACK);
    return Optional.ofNullable(rotation.getStatus())
        .map(OnCallRotationStatus::questions)
        .flatMap(places -> places.stream().filter(one -> one.place() == place).findFirst())
        .map(QuestionsStatus::since)
        .map(Instant::parse)
        .map(since -> since.isBefore(earliest) ? earliest : since);
  }

  /** What answers a question at once, each in a line (spec.faq); empty where nothing does. */
  public List<String> answers(OnCallRotation rotation, String question) {
    return new Faq(rotation.getSpec().faq()).answers(question);
  }

  /** Who is on call now, for those who ask just that. */
  public WhoIsOnCall whoIsOnCall(OnCallRotation rotation) {
    return new WhoIsOnCall(rotation, statuses.calendar(rotation), clock.instant());
  }

  /** The newest entry about a conversation; empty where there is none. */
  public Optional<Asked> find(OnCallRotation rotation, Place place, String thread) {
    return entry(rotation, place, thread).map(Asked::of);
  }

  /** The questions from a place that are in the log, and answered or not. */
  public Stream<Asked> asked(OnCallRotation rotation, Place place) {
    return book.entries(rotation)
        .filter(LogEntries::isProblem)
        .filter(
            entry -> LogEntries.questionOf(entry).filter(one -> one.place() == place).isPresent())
        .map(Asked::of);
  }

  /**
   * Writes a question down: it becomes one entry, however often it is heard.
   *
   * @return whether it is in the log; where too many are open it is only counted there, and is to
   *     be told again
   * @throws KubernetesClientException where the server cannot be reached, or refuses
   */
  public boolean take(OnCallRotation rotation, Question question) {
    book.report(
        rotation,
        Kind.QUESTION,
        List.of(signal(rotation, question, answers(rotation, question.text()))),
        false);
    return entry(rotation, question.place(), question.thread())
        .filter(entry -> isAbout(entry, question))
        .isPresent();
  }

  /** And not only about what was asked in the conversation before, and was answered. */
  private static boolean isAbout(OnCallLogEntry entry, Question question) {
    return !entry.getSpec().resolved()
        || Sightings.of(entry)
            .filter(seen -> !seen.latestStart().isBefore(question.askedAt()))
            .isPresent();
  }

  /** What is reported of a question. */
  static Signal signal(OnCallRotation rotation, Question question, List<String> answers) {
    Member asking =
        new Member(
            "question", question.askedAt(), Severity.INFO, Map.of(), Member.State.FIRING, true);
    return new Signal(
        key(question.place(), question.thread()),
        summary(rotation, question),
        Optional.empty(),
        question.link(),
        new Observation(true, 1, List.of(asking)),
        Optional.of(new Inquiry(question.asker(), answers)));
  }

  /**
   * Writes down that somebody looks after a question. Who was first stays.
   *
   * @param by their name on the list
   */
  public void acknowledge(OnCallRotation rotation, Place place, String thread, String by) {
    change(
        rotation,
        place,
        thread,
        spec -> spec.acknowledged() || spec.resolved() ? Map.of() : Map.of("acknowledgedBy", by));
  }

  /**
   * Writes down that a question is answered.
   *
   * @param by their name on the list, who then has taken note of it as well; empty where it was
   *     somebody else
   * @param resolution what was done, where nobody has written that; nothing of a message
   */
  public void resolve(
      OnCallRotation rotation, Place place, String thread, Optional<String> by, String resolution) {
    change(
        rotation,
        place,
        thread,
        spec -> {
          if (spec.resolved()) {
            return Map.of();
          }
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("resolved", true);
          if (spec.resolution() == null || spec.resolution().isBlank()) {
            fields.put("resolution", resolution);
          }
          by.filter(name -> !spec.acknowledged())
              .ifPresent(name -> fields.put("acknowledgedBy", name));
          return fields;
        });
  }

  private static SignalKey key(Place place, String thread) {
    return SignalKey.of(
        Kind.QUESTION, Map.of(EntryBuilder.PLACE, place.name(), EntryBuilder.THREAD, thread));
  }

  private Optional<OnCallLogEntry> entry(OnCallRotation rotation, Place place, String thread) {
    return book.newest(rotation, key(place, thread));
  }

  /** On one line, and no more of it than the rotation allows. */
  private static String summary(OnCallRotation rotation, Question question) {
    int most = rotation.getSpec().questions().excerpt();
    String told = OneLine.of(question.title().orElse(question.text()));
    return most == 0 || told.isEmpty()
        ? "Question of %s (%s)".formatted(question.asker(), question.place().written())
        : Excerpt.of(told, most);
  }

  /** Again where somebody else writes at the same time. */
  private void change(
      OnCallRotation rotation,
      Place place,
      String thread,
      Function<OnCallLogEntrySpec, Map<String, Object>> wanted) {
    Optional<OnCallLogEntry> known = entry(rotation, place, thread);
    if (known.isEmpty() || wanted.apply(known.get().getSpec()).isEmpty()) {
      return;
    }
    for (int attempt = 1; ; attempt++) {
      OnCallLogEntry current = client.resource(known.get()).get();
      if (current == null) {
        return;
      }
      Map<String, Object> fields = wanted.apply(current.getSpec());
      try {
        if (!fields.isEmpty()) {
          book.learn(patch(current, fields));
        }
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Only these fields, and only where nobody has written since it was read. */
  private OnCallLogEntry patch(OnCallLogEntry entry, Map<String, Object> fields) {
    List<Map<String, Object>> steps = new ArrayList<>();
    steps.add(
        Map.of(
            "op", "replace",
            "path", "/metadata/resourceVersion",
            "value", entry.getMetadata().getResourceVersion()));
    fields.forEach(
        (field, value) -> steps.add(Map.of("op", "add", "path", "/spec/" + field, "value", value)));
    return client
        .resource(entry)
        .patch(PatchContext.of(PatchType.JSON), client.getKubernetesSerialization().asJson(steps));
  }
}
