package io.operatefirst.oncall.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.Run;
import io.operatefirst.oncall.TestClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the plugin shows and says, run as people run it: against a real API server, while the
 * operator does its work.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class PluginShowsApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Terminal terminal;

  @BeforeEach
  void aRotationOnItsFirstDay() throws IOException {
    terminal = Terminal.open(client, clock, LocalDate.parse("2026-11-23"));
  }

  @Test
  void whoAndWhoIsNextAreSaidInTheZoneOfTheRotation() {
    assertThat(terminal.oncall("who").out())
        .startsWith("alice is on call until Tue 2026-11-24 09:00 CET.\nIn coverage: ");
    assertThat(terminal.oncall("next").out())
        .startsWith("Tue 2026-11-24 09:00 CET to Wed 2026-11-25 09:00 CET  bob\n")
        .hasLineCount(5);
  }

  @Test
  void whereNobodyIsAvailableThatIsSaid() {
    terminal.create(
        Terminal.ROTATION
            .formatted("web")
            .replace("}, {", "}, {timeOff: [{from: \"2026-11-23\", to: \"2026-11-27\"}], ")
            .replace(
                "[{name: alice",
                "[{timeOff: [{from: \"2026-11-23\", to: \"2026-11-27\"}], name: alice"));
    await()
        .untilAsserted(
            () ->
                assertThat(terminal.oncall("who", "-r", "web").out())
                    .startsWith("Nobody is on call")
                    .contains("\nNobody on the list is available until ")
                    .doesNotContain("overage: "));
  }

  @Test
  void outsideCoverageThatIsSaid() {
    clock.set(Instant.parse("2026-11-23T20:00:00Z"));
    await()
        .untilAsserted(
            () ->
                assertThat(terminal.oncall("who").out())
                    .contains("\nNot in coverage: Nobody is expected to react at this hour."));
  }

  /** What is on duty then is of before. */
  @Test
  void whereNothingIsHandedOverWhatIsWrongIsSaid() {
    terminal.patch("{\"spec\":{\"schedule\":{\"timeZone\":\"Europe/Nowhere\"}}}");
    await()
        .untilAsserted(
            () ->
                assertThat(terminal.oncall("who").out())
                    .startsWith("alice is on call.\nspec.schedule.timeZone: \"Europe/Nowhere\" is")
                    .doesNotContain("overage: "));
  }

  @Test
  void linesEndAtBlanksAloneAndSoALongLinkStaysWhole() {
    String word = "\u3042".repeat(60);
    String link = "https://example.org/" + "runbooks/".repeat(12) + "disk.md";
    terminal.create(
        Terminal.TASK
            .formatted("disk")
            .replace("is full", "is full " + word + " and nobody knows why yet"));
    Terminal.done("runbook", terminal.oncall("runbook", "disk", link), "spec.runbook=");

    assertThat(terminal.oncall("show", "disk").out())
        .contains("\nThe disk is full " + word + " and nobody knows why\nyet\n")
        .contains("\nrunbook          " + link + "\n");
  }

  /** Others have written it: it must not steer the terminal of who reads it. */
  @Test
  void whatSteersATerminalIsNotShown() {
    terminal.create(
        Terminal.TASK
            .formatted("disk")
            .replace(
                "The disk is full", "\"The \\e[31mdisk\\x9b0m\\x7f is\\tfull \\u0105\\n\\xdb\""));
    assertThat(terminal.oncall("show", "disk").out())
        .contains("\nThe [31mdisk0m is\tfull \u0105\n\u00db\n")
        .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f&&[^\n\t]]");

    terminal.handOver("2026-11-24T08:00:00Z", "sre-handover-000002");
    Terminal.done(
        "words",
        terminal.oncall("handover", "--words", "\u001b]0;Watch\u0007 \u009betcd"),
        "spec.words=");
    assertThat(terminal.oncall("handover").out()).contains("\n]0;Watch etcd\n");
  }

  @Test
  void aMistakeIsNamedWithWhatWouldBeRight() {
    terminal.create(Terminal.TASK.formatted("disk-one"));
    terminal.create(Terminal.TASK.formatted("disk-two"));

    terminal.mistake("\"whoo\": unknown command", "whoo");
    terminal.mistake("--frob: unknown option", "who", "--frob");
    terminal.mistake("--rotation \"s\"re\": must be a name", "who", "-r", "s\"re");
    terminal.mistake("ENTRY: is missing", "show");
    terminal.mistake("entry \"nothing\": no entry", "show", "nothing");
    terminal.mistake(
        "entry \"disk\": is ambiguous, must be one of disk-one, disk-two", "ack", "disk");
    terminal.mistake("resolution: is missing", "resolve", "disk-one");
    terminal.mistake("\"old\": unexpected", "resolve", "disk-one", "deleted", "old");
    terminal.mistake("URL \"wiki\": must be", "runbook", "disk-one", "wiki");
    terminal.mistake(
        "--severity \"High\": must be Info, Warning or Critical", "task", "x", "--severity=High");
    terminal.mistake("--by \"fax\": must be call or chat", "handover", "--by", "fax");
    terminal.mistake(
        "date \"Friday\": must be like", "swap", "with", "bob", "Friday", "2026-12-04");
    terminal.mistake(
        "engineer \"zed\": must be one of alice, bob, carol",
        "swap",
        "with",
        "zed",
        "2026-12-03",
        "2026-12-04");
    terminal.mistake("engineer \"alice\": that is you", "cover", "alice", "2026-12-03");
    terminal.mistake("engineer \"zed\": must be one of", "cover", "zed", "2026-12-03");
    terminal.mistake("FROM \"tomorrow\": must be like", "cover", "bob", "tomorrow");
    terminal.mistake("TO \"bob\": must be later than FROM", "cover", "2026-12-03", "bob");
    terminal.create(Terminal.ROTATION.formatted("web"));
    terminal.mistake("--rotation: must be one of sre, web", "who");
    assertThat(terminal.oncall("who", "-r", "sre").code()).isZero();
  }

  @Test
  void whatTheServerRefusesIsPassedOn() {
    Run run = terminal.oncall("who", "-r", "none");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("NotFound");
  }

  @Test
  void completionKnowsCommandsEntriesAndEngineers() {
    terminal.create(Terminal.TASK.formatted("disk"));
    assertThat(terminal.completed("r")).isEqualTo("resolve\nrunbook\n:4\n");
    assertThat(terminal.completed("ack", "d")).isEqualTo("disk\n:4\n");
    assertThat(terminal.completed("swap", "with", "")).isEqualTo("alice\nbob\ncarol\n:4\n");
    assertThat(terminal.completed("handover", "--by", "")).isEqualTo("call\nchat\n:4\n");
  }

  @Test
  void helpAloneIsUsageAndFitsATerminal() {
    assertThat(terminal.oncall("help").out())
        .isEqualTo(terminal.oncall("--help").out())
        .startsWith("Usage: ");
    assertThat(terminal.oncall("help").out().lines()).allMatch(line -> line.length() <= 100);
  }
}
