package io.operatefirst.oncall.logentry;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.logentry.EntryNotices.Owed;
import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.notify.Notice;
import io.operatefirst.oncall.notify.Recipient;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is said to whom about a question: the files in src/test/resources/notices. */
class QuestionAnswersTest {

  private static final Instant AT_TEN = Instant.parse("2026-11-23T09:00:00Z");
  private static final Instant AT_NIGHT = Instant.parse("2026-11-23T20:00:00Z");

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: ops, uid: uid-1, generation: 1}
      spec:
        engineers:
        - {name: alice, displayName: Alice Example, slack: U0ALICE, github: alice-gh}
        - {name: bob}
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
        questions:
          github: {tokenSecret: {name: github, key: token}, repositories: [operate-first/apps]}
      status: {onCall: alice}
      """;

  private static final String ENTRY =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: sre-question-1, namespace: ops, uid: uid-2}
      spec:
        rotation: sre
        type: Question
        summary: More quota, please
        severity: Info
        source:
          key: "1"
          startsAt: "2026-11-23T09:00:00Z"
          link: https://github.com/operate-first/apps/issues/7
          question:
            place: GitHub
            thread: operate-first/apps#7
            asker: octocat
      """;

  private static final String SHOWN =
      """
      status:
        phase: Open
        onCall: alice
        severity: Info
        firstSeen: "2026-11-23T09:00:00Z"
        count: 1
        firing: true
      """;

  private static final String KNOWN =
      "      answers: [Ask by a pull request. https://example.org/quota, There is a form.]\n";

  private static final String WAITS = "  waitsUntil: \"2026-11-24T08:00:00Z\"\n";

  @Test
  void inCoverageWhoAskedHearsWhoLooksAtItAndWhoIsOnCallIsCalled() {
    tells("question", ROTATION, ENTRY + SHOWN, AT_TEN);
  }

  @Test
  void whatIsKnownIsAnsweredAtOnce() {
    tells("question-known", ROTATION, ENTRY + KNOWN + SHOWN, AT_TEN);
  }

  @Test
  void whereARuleSaysHowSoonWhoAskedHearsIt() {
    String rule = "spec:\n  escalation: {acknowledgeWithin: {Info: 2h}}";
    tells("question-expected", ROTATION.replace("spec:", rule), ENTRY + SHOWN, AT_TEN);
  }

  @Test
  void atNightWhoAskedHearsWhenAndNobodyIsDisturbed() {
    tells("question-at-night", ROTATION, ENTRY + SHOWN + WAITS, AT_NIGHT);
  }

  @Test
  void whatHelpedWithSomethingAlikeIsOfferedToWhoIsOnCall() {
    String similar =
        "  similar: [{entry: sre-task-3, runbook: 'https://example.org/runbooks/quota'}]\n";
    tells("question-alike", ROTATION, ENTRY + SHOWN + similar, AT_TEN);
  }

  @Test
  void whoWasToldOfItHearsThatItIsAnsweredAndNothingOfWhatWasDone() {
    String resolved = "  acknowledgedBy: bob\n  resolved: true\n  resolution: for us alone\n";
    String receipt = "  notices: [{notice: Taken, by: GitHubAnswers, to: [Asker], at: now}]\n";
    tells("question-answered", ROTATION, ENTRY + resolved + SHOWN + receipt, AT_NIGHT);
  }

  @Test
  void whoWasNeverToldOfItHearsNothingOnceItIsOver() {
    assertThat(Owing.of(ROTATION, ENTRY + "  resolved: true\n" + SHOWN, AT_TEN).now()).isEmpty();
  }

  @Test
  void whatIsNoQuestionIsAnsweredToNobody() {
    String task = ENTRY.replace("type: Question", "type: Task").replaceAll("(?s)  source:.*", "");
    assertThat(Owing.of(ROTATION, task + SHOWN, AT_TEN).now()).isEmpty();
  }

  private static void tells(String file, String rotation, String entry, Instant now) {
    Owed owed = Owing.of(rotation, entry, now);
    String told = owed.now().stream().map(QuestionAnswersTest::read).collect(joining("\n"));
    String later = owed.later().map(at -> "=== Looked at again at " + at + "\n").orElse("");
    Golden.assertMatches(
        Path.of("src", "test", "resources", "notices", file + ".txt"), told + later);
  }

  private static String read(Notice notice) {
    String to =
        notice.to() instanceof Audience.One one
            ? one.engineer().name()
            : read(((Audience.Outside) notice.to()).recipient());
    return "=== %s to %s: %s\n%s\n"
        .formatted(notice.key(), to, notice.text().headline(), notice.text().body());
  }

  private static String read(Recipient recipient) {
    return recipient instanceof Recipient.Asker asker
        ? "who asked"
            + asker.called().map(who -> ", calling " + who.name()).orElse("")
            + (asker.answered() ? ", as answered" : "")
        : "the place";
  }
}
