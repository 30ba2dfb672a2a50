package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsStatus;
import io.operatefirst.oncall.api.SimilarStatus;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.rotation.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users ask is in the log once, and says what people did about it where it was asked. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class QuestionDeskApiIT {

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers: [{name: alice}, {name: bob}, {name: carol}]
        schedule: {timeZone: Europe/Prague, startDate: "2046-01-08"}
        order: {atEndOfList: Repeat}
        questions:
          excerpt: 20
          mail:
            host: imap.example.org
            username: oncall
            passwordSecret: {name: imap, key: password}
            list: support@example.org
        faq:
        - {pattern: quota, answer: Ask by a pull request., link: "https://example.org/quota"}
      """;

  private static final String THREAD = "<1@example.org>";
  private static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");
  private static final Instant AT_NIGHT = Instant.parse("2046-01-08T21:00:00Z");

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject QuestionDesk desk;
  @Inject LogBook book;

  private Scene scene;

  @BeforeEach
  void aMonday() {
    Scene.clear(client);
    clock.set(MONDAY);
    scene = new Scene(client, ApiServer.running().newNamespace("asked"), "sre").create(ROTATION);
    scene.awaitOnCall("alice", 1);
    await().until(() -> since().isPresent());
  }

  @Test
  void aQuestionIsOneEntryHoweverOftenItIsHeard() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (var hearing :
        threads.invokeAll(
            IntStream.range(0, 8)
                .<java.util.concurrent.Callable<Void>>mapToObj(
                    i ->
                        () -> {
                          ask(THREAD, MONDAY, "More quota, please, for the notebooks");
                          return null;
                        })
                .toList())) {
      hearing.get();
    }
    threads.shutdown();

    assertThat(questions()).hasSize(1);
    OnCallLogEntry entry = shown();
    assertThat(entry.getMetadata().getLabels())
        .containsEntry(OnCallLogEntry.TYPE_LABEL, "Question");
    assertThat(entry.getSpec().type()).isEqualTo(OnCallLogEntrySpec.Type.QUESTION);
    assertThat(entry.getSpec().severity()).isEqualTo(OnCallLogEntrySpec.Severity.INFO);
    assertThat(entry.getSpec().source().link()).isEqualTo("https://lists.example.org/1");
    assertThat(entry.getSpec().source().question().place()).isEqualTo(Place.MAIL);
    assertThat(entry.getSpec().source().question().thread()).isEqualTo(THREAD);
    assertThat(entry.getSpec().source().question().asker()).isEqualTo("dave@example.org");
    assertThat(entry.getSpec().source().question().answers())
        .containsExactly("Ask by a pull request. https://example.org/quota");
    assertThat(entry.getStatus().onCall()).isEqualTo("alice");
    assertThat(entry.getStatus().phase()).isEqualTo(Phase.OPEN);
  }

  @Test
  void nothingOfTheMessageIsKeptButTheExcerpt() {
    ask(THREAD, MONDAY, "More quota, please, for the notebooks");

    assertThat(questions().get(0).getSpec().summary()).isEqualTo("More quota, please,…");
    assertThat(client.getKubernetesSerialization().asYaml(questions().get(0)))
        .doesNotContain("notebooks")
        .doesNotContain("the text below the title");
  }

  @Test
  void withoutAnExcerptTheLogSaysWhoAskedAndWhere() {
    scene.patch("{\"spec\":{\"questions\":{\"excerpt\":0}}}");
    await().until(() -> rotation().getSpec().questions().excerpt() == 0);
    ask(THREAD, MONDAY, "More quota, please");

    assertThat(questions().get(0).getSpec().summary())
        .isEqualTo("Question of dave@example.org (Mail)");
  }

  @Test
  void atNightItWaitsForWhoIsThereInTheMorning() {
    clock.set(AT_NIGHT);
    ask(THREAD, AT_NIGHT, "More quota, please");

    assertThat(shown().getStatus().waitsUntil()).isEqualTo("2046-01-09T08:00:00Z");
    assertThat(shown().getStatus().onCall()).isEqualTo("bob");
  }

  @Test
  void whoTakesNoteFirstStays() {
    ask(THREAD, MONDAY, "More quota, please");
    acknowledge("bob");
    acknowledge("carol");

    assertThat(questions().get(0).getSpec().acknowledgedBy()).isEqualTo("bob");
    assertThat(desk.find(rotation(), Place.MAIL, THREAD).orElseThrow().acknowledgedBy())
        .contains("bob");
  }

  @Test
  void whoAnswersHasTakenNote() {
    ask(THREAD, MONDAY, "More quota, please");
    resolve(Optional.of("carol"));
    resolve(Optional.of("bob"));
    acknowledge("bob");

    assertThat(questions().get(0).getSpec().resolved()).isTrue();
    assertThat(questions().get(0).getSpec().acknowledgedBy()).isEqualTo("carol");
    assertThat(questions().get(0).getSpec().resolution()).isEqualTo("Closed there");
    scene.awaitEntry(nameOf(0), status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));
  }

  @Test
  void whatAPersonWroteIsLeftAlone() {
    ask(THREAD, MONDAY, "More quota, please");
    scene.patch(nameOf(0), "{\"spec\":{\"resolution\":\"doubled\",\"acknowledgedBy\":\"bob\"}}");
    resolve(Optional.of("carol"));

    assertThat(questions().get(0).getSpec().resolution()).isEqualTo("doubled");
    assertThat(questions().get(0).getSpec().acknowledgedBy()).isEqualTo("bob");
  }

  @Test
  void whatIsHeardOfNoQuestionChangesNothing() {
    acknowledge("bob");
    resolve(Optional.of("bob"));

    assertThat(questions()).isEmpty();
  }

  @Test
  void whatIsAskedAgainAfterItWasAnsweredIsAnotherQuestion() {
    ask(THREAD, MONDAY, "More quota, please");
    resolve(Optional.of("alice"));
    ask(THREAD, MONDAY, "More quota, please");
    assertThat(questions()).hasSize(1);

    ask(THREAD, MONDAY.plusSeconds(60), "More quota, please");

    assertThat(questions()).hasSize(2);
    Asked again = desk.find(rotation(), Place.MAIL, THREAD).orElseThrow();
    assertThat(again.resolved()).isFalse();
    scene.awaitEntry(
        again.entry(), status -> assertThat(status.previous()).isNotEqualTo(again.entry()));
  }

  @Test
  void aStormOfAlertsCostsNobodysQuestion() {
    oneMayBeOpen();
    new Alarm(book, scene, clock).ring(Severity.WARNING, List.of("One", "Two", "Three"));

    assertThat(ask(THREAD, MONDAY, "More quota, please")).isTrue();

    assertThat(questions()).hasSize(1);
    new Alarm(book, scene, clock).rings(Severity.WARNING, "Four");
    assertThat(counting(OnCallLogEntrySpec.Type.ALERT).getStatus().count()).isEqualTo(3);
  }

  @Test
  void whatFindsNoRoomIsCountedAndIsAnEntryOnceItIsToldWhenThereIsSome() {
    oneMayBeOpen();
    assertThat(ask(THREAD, MONDAY, "More quota, please")).isTrue();
    assertThat(ask("<2@example.org>", MONDAY, "And more")).isFalse();
    assertThat(counting(OnCallLogEntrySpec.Type.QUESTION).getStatus().firing()).isTrue();
    resolve(Optional.of("alice"));
    // What was answered is in the log; what is asked again there is not, before it has an entry.
    assertThat(ask("<2@example.org>", MONDAY, "And more")).isTrue();
    assertThat(ask(THREAD, MONDAY, "More quota, please")).isTrue();
    assertThat(ask(THREAD, MONDAY.plusSeconds(60), "More quota, please")).isFalse();
    assertThat(counting(OnCallLogEntrySpec.Type.QUESTION).getStatus().firing()).isTrue();

    desk.resolve(rotation(), Place.MAIL, "<2@example.org>", Optional.of("bob"), "Closed there");
    assertThat(ask(THREAD, MONDAY.plusSeconds(60), "More quota, please")).isTrue();

    assertThat(counting(OnCallLogEntrySpec.Type.QUESTION).getStatus().firing()).isFalse();
  }

  @Test
  void theRunbookOfSomethingAlikeIsOffered() {
    scene.task("disk", "summary: the quota of notebooks, runbook: 'https://example.org/runbook'");
    await("the log knows it")
        .untilAsserted(
            () -> {
              ask("<" + System.nanoTime() + "@example.org>", MONDAY, "quota of notebooks");
              assertThat(questions())
                  .anySatisfy(
                      entry ->
                          assertThat(entry.getStatus().similar())
                              .containsExactly(
                                  new SimilarStatus("disk", "https://example.org/runbook")));
            });
  }

  @Test
  void whatWasAskedBeforeSomebodyListenedIsLeftAloneAndOutagesAreMadeUpForAWeek() {
    assertThat(since()).contains(MONDAY);
    clock.set(MONDAY.plus(Duration.ofDays(3)));
    assertThat(since()).contains(MONDAY);
    clock.set(MONDAY.plus(Duration.ofDays(30)));
    assertThat(since()).contains(MONDAY.plus(Duration.ofDays(23)));
  }

  @Test
  void aPlaceThatIsTakenAwayAndComesBackBeginsAnew() {
    scene.patch("{\"spec\":{\"questions\":null}}");
    scene.awaitStatus(status -> assertThat(status.questions()).isNull());
    assertThat(desk.listening(Place.MAIL)).isEmpty();
    clock.set(MONDAY.plusSeconds(600));
    scene.patch(
        "{\"spec\":{\"questions\":{\"mail\":{\"host\":\"imap.example.org\",\"username\":\"oncall\",\"list\":\"support@example.org\",\"passwordSecret\":{\"name\":\"imap\",\"key\":\"password\"}}}}}");

    scene.awaitStatus(
        status ->
            assertThat(status.questions())
                .containsExactly(
                    new QuestionsStatus(Place.MAIL, MONDAY.plusSeconds(600).toString())));
  }

  private Optional<Instant> since() {
    return desk.since(rotation(), Place.MAIL);
  }

  private OnCallRotation rotation() {
    return scene.rotation().get();
  }

  private void oneMayBeOpen() {
    scene.patch("{\"spec\":{\"log\":{\"maxOpenEntries\":1}}}");
    await("the log knows it")
        .until(
            () ->
                book.rotation(scene.namespace(), scene.name())
                    .filter(rotation -> rotation.getSpec().log().maxOpenEntries() == 1)
                    .isPresent());
  }

  /** The entry that counts what has none, with its status, which follows. */
  private OnCallLogEntry counting(OnCallLogEntrySpec.Type type) {
    return await()
        .until(
            () ->
                book.entries(rotation())
                    .filter(entry -> entry.getSpec().type() == type)
                    .filter(EntryBuilder::isOverflow)
                    .findFirst()
                    .orElseThrow(),
            entry -> entry.getStatus() != null);
  }

  private boolean ask(String thread, Instant at, String title) {
    return desk.take(
        rotation(),
        new Question(
            Place.MAIL,
            thread,
            at,
            "dave@example.org",
            Optional.of(title),
            title + "\nthe text below the title",
            Optional.of("https://lists.example.org/1")));
  }

  private void acknowledge(String by) {
    desk.acknowledge(rotation(), Place.MAIL, THREAD, by);
  }

  private void resolve(Optional<String> by) {
    desk.resolve(rotation(), Place.MAIL, THREAD, by, "Closed there");
  }

  private String nameOf(int question) {
    return questions().get(question).getMetadata().getName();
  }

  /** The first question, with its status, which follows. */
  private OnCallLogEntry shown() {
    return await().until(() -> questions().get(0), question -> question.getStatus() != null);
  }

  private List<OnCallLogEntry> questions() {
    return scene.questions();
  }
}
