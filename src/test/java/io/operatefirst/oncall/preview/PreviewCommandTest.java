package io.operatefirst.oncall.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.preview.PreviewRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command prints, and how it ends. */
class PreviewCommandTest {

  private static final String SAMPLE = "deploy/samples/sre.yaml";
  private static final Path GOLDEN = Path.of("src/test/resources/preview");

  @TempDir private Path folder;

  @Test
  void aTableInLocalTime() {
    Result result = run("-f", SAMPLE, "--from", "2026-12-14", "--to", "2027-01-08");

    assertThat(result.exit()).isZero();
    Golden.assertMatches(GOLDEN.resolve("sre.table"), result.out());
  }

  @Test
  void aTableInMarkdown() {
    Result result =
        run("-f", SAMPLE, "--from", "2026-11-24", "--to", "2026-11-24", "-o", "markdown");

    assertThat(result.out())
        .isEqualTo(
            """
            | From | Until | On-call | Cycle |
            | --- | --- | --- | --- |
            | Mon 2026-11-23 09:00 CET | Tue 2026-11-24 09:00 CET | alice | 1 |
            | Tue 2026-11-24 09:00 CET | Wed 2026-11-25 09:00 CET | carol | 1 |
            """);
  }

  @Test
  void jsonInUtcWithTheDocumentedFields() throws IOException {
    Result result = run("-f", SAMPLE, "--from", "2026-11-23", "--to", "2026-11-24", "-o", "json");

    JsonNode shifts = new ObjectMapper().readTree(result.out()).get("shifts");
    assertThat(shifts.get(0).toString())
        .isEqualTo(
            "{\"engineer\":\"alice\",\"start\":\"2026-11-23T08:00:00Z\",\"end\":\"2026-11-24T08:00:00Z\",\"cycle\":1}");
    assertThat(shifts).hasSize(2);
  }

  @Test
  void aSwapAndACoverAreShownForWhomTheyAre() {
    Result result =
        run(
            "-f", SAMPLE,
            "--overrides", "deploy/samples/swap.yaml",
            "--overrides", "deploy/samples/cover.yaml",
            "--from", "2026-12-01",
            "--to", "2026-12-04");

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    Golden.assertMatches(GOLDEN.resolve("covers.table"), result.out());
  }

  @Test
  void anOverrideThatChangesNothingIsSaidToAndOneThatCannotIsRefused() throws IOException {
    String swap = Files.readString(Path.of("deploy/samples/swap.yaml"));
    Path nobodys = Files.writeString(folder.resolve("a.yaml"), swap.replace("12-03", "12-02"));
    Path others = Files.writeString(folder.resolve("c.yaml"), swap.replace("sre", "sree"));
    assertThat(run("-f", SAMPLE, "--overrides", others.toString()))
        .isEqualTo(
            new Result(2, "", others + ": holds no OnCallOverride of rotation default/sre\n"));
    Path strangers = Files.writeString(folder.resolve("b.yaml"), swap.replace("bob", "zoe"));

    Result result = run("-f", SAMPLE, "--overrides", nobodys.toString());
    assertThat(result.exit()).isZero();
    assertThat(result.err())
        .isEqualTo("override dentist: bob for carol: nothing to pass on; on call then: erin.\n");

    assertThat(run("-f", SAMPLE, "--overrides", strangers.toString()))
        .isEqualTo(
            new Result(
                2,
                "",
                strangers
                    + ": spec.engineer: \"zoe\" is not on the list of the rotation; write one of"
                    + " alice, bob, carol, dave, erin\n"));
  }

  @Test
  void shiftsThatTouchTheDatesAreShownBothIncluded() throws IOException {
    // Friday's shift lasts until Monday.
    Result result = run("-f", SAMPLE, "--from", "2026-11-28", "--to", "2026-11-28", "-o", "json");

    JsonNode shifts = new ObjectMapper().readTree(result.out()).get("shifts");
    assertThat(shifts).hasSize(1);
    assertThat(shifts.get(0).get("start").asText()).isEqualTo("2026-11-27T08:00:00Z");
  }

  @Test
  void aShiftWithoutAnEngineerHasAReason() throws IOException {
    Path file = folder.resolve("away.yaml");
    Files.writeString(
        file,
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallRotation
        metadata: {name: away}
        spec:
          engineers: [{name: alice, timeOff: [{from: "2026-11-24", to: "2026-11-24"}]}]
          schedule: {startDate: "2026-11-23"}
        """);

    Result result =
        run("-f", file.toString(), "--from", "2026-11-24", "--to", "2026-11-24", "-o", "json");

    JsonNode gap = new ObjectMapper().readTree(result.out()).get("shifts").get(1);
    assertThat(gap.get("engineer").isNull()).isTrue();
    assertThat(gap.get("reason").asText()).isEqualTo("NobodyAvailable");
  }

  @Test
  void fromTheStateOfARunningRotation() throws IOException {
    Path state = folder.resolve("state.yaml");
    Files.writeString(
        state,
        """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: oncall.operate-first.cloud/v1alpha1
          kind: OnCallLogEntry
          metadata: {name: sre-handover-000009, namespace: default}
          spec:
            rotation: sre
            type: Handover
            handover:
              sequence: 9
              reason: EndOfShift
              from: bob
              to: erin
              at: "2026-12-03T08:00:00Z"
              shift: {start: "2026-12-03T08:00:00Z", end: "2026-12-04T08:00:00Z"}
              cycle: {number: 2, seed: "42"}
              order:
              - {engineer: dave, state: Done, present: true}
              - {engineer: alice, state: Done, present: true}
              - {engineer: erin, state: OnCall, present: true}
              - {engineer: carol, state: Done, present: true}
              - {engineer: bob, state: Done, present: true}
              turns:
              - {engineer: dave, turns: 2, shiftsSince: 2}
              - {engineer: alice, turns: 2, shiftsSince: 3}
              - {engineer: erin, turns: 2, shiftsSince: 6}
              - {engineer: carol, turns: 2, shiftsSince: 1}
              - {engineer: bob, turns: 2, shiftsSince: 0}
        """);

    Result result =
        PreviewRun.at(
            "2026-12-03T12:00:00Z",
            "-f",
            SAMPLE,
            "--state",
            state.toString(),
            "--to",
            "2026-12-07",
            "-o",
            "json");

    // Erin's box closes the second cycle; the third begins with dave.
    JsonNode shifts = new ObjectMapper().readTree(result.out()).get("shifts");
    assertThat(shifts)
        .extracting(shift -> shift.get("engineer").asText())
        .containsExactly("erin", "dave", "alice");
    assertThat(shifts).extracting(shift -> shift.get("cycle").asInt()).containsExactly(2, 3, 3);
  }

  @Test
  void aStateOfAnotherRotationIsRefused() throws IOException {
    Path state = folder.resolve("state.yaml");
    Files.writeString(state, "{apiVersion: v1, kind: List, items: []}");

    Result result = run("-f", SAMPLE, "--state", state.toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            state
                + ": items: holds no Handover entry of rotation default/sre; write it with: oc get"
                + " ocl -n default -o yaml\n");
  }

  @Test
  void aStateOfTheRotationInAnotherNamespaceSaysWhatToWrite() throws IOException {
    Path state = folder.resolve("state.yaml");
    Files.writeString(
        state,
        """
        apiVersion: v1
        kind: List
        items:
        - apiVersion: oncall.operate-first.cloud/v1alpha1
          kind: OnCallLogEntry
          metadata: {name: sre-handover-000001, namespace: team}
          spec: {rotation: sre, type: Handover, summary: the first}
        """);

    Result result = run("-f", SAMPLE, "--state", state.toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            state
                + ": items: holds no Handover entry of rotation default/sre, but some of team/sre;"
                + " write metadata.namespace: team into the rotation's file\n");
  }

  /** It is shuffled by its namespace, which is not known before it is applied. */
  @Test
  void aFileWhoseShuffleItsNamespaceDecidesIsToSayWhich() throws IOException {
    String sample = Files.readString(Path.of(SAMPLE)).replace("seed: \"42\"", "minimumRest: 1");
    Path open = Files.writeString(folder.resolve("open.yaml"), sample);
    Path said =
        Files.writeString(
            folder.resolve("said.yaml"),
            sample.replace("  name: sre\n", "  name: sre\n  namespace: team\n"));
    Path asWritten =
        Files.writeString(
            folder.resolve("as-written.yaml"),
            sample.replace("minimumRest: 1", "atEndOfList: Repeat"));

    Result result = run("-f", open.toString());
    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("FROM");
    assertThat(result.err())
        .isEqualTo(
            "without metadata.namespace and spec.order.seed the list is shuffled as that of"
                + " default/sre; in another namespace it has another order: set one of the two\n");
    assertThat(run("-f", SAMPLE, "--against", open.toString()).err()).isEqualTo(result.err());
    assertThat(run("-f", said.toString()).err()).isEmpty();
    assertThat(run("-f", asWritten.toString()).err()).isEmpty();
    assertThat(run("-f", SAMPLE).err()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereAndOneThatIsNotYaml() throws IOException {
    Path file = folder.resolve("broken.yaml");
    Files.writeString(file, "spec: [");

    assertThat(run("-f", folder.resolve("none.yaml").toString()).exit()).isEqualTo(2);
    Result broken = run("-f", file.toString());
    assertThat(broken.exit()).isEqualTo(2);
    assertThat(broken.err()).startsWith(file + ": line 1: is not YAML").hasLineCount(1);
  }

  @Test
  void datesThatMakeNoSenseAreRefused() {
    Result result = run("-f", SAMPLE, "--from", "2026-12-02", "--to", "2026-12-01");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("--to: 2026-12-01 is before --from 2026-12-02; both are included\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "2026-13-01", "2026-11-31", "03.12.2026", ""})
  void whatIsNoDateIsNamedWithWhatIs(String date) {
    assertThat(run("-f", SAMPLE, "--from", date))
        .isEqualTo(
            new Result(
                2,
                "",
                "Invalid value for option '--from': must be a date such as 2026-12-03, not '"
                    + date
                    + "'\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "--from, 2200-01-01",
    "--from, +999999999-12-31",
    "--to, 2200-01-01",
    "--to, +999999999-12-31"
  })
  void aDateThatIsTooFarAwayIsThatOfTheOptionThatWasGiven(String option, String date) {
    assertThat(run("-f", SAMPLE, option, date))
        .isEqualTo(
            new Result(
                2, "", option + ": " + date + " is too far away; write a date up to 2199-12-31\n"));
  }

  @Test
  void upToTheLastDateThatIsKnownAllIsShown() {
    Result result = run("-f", SAMPLE, "--from", "2199-12-20");

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("Tue 2199-12-31 09:00 CET");
  }

  @Test
  void datesAtWhichThereIsNothingToShowYetAreRefused() {
    assertThat(run("-f", SAMPLE, "--to", "2026-11-22"))
        .isEqualTo(
            new Result(
                2,
                "",
                "--to: 2026-11-22 is before the first shift to be shown, which begins on"
                    + " 2026-11-23; write a later date\n"));
    assertThat(run("-f", SAMPLE, "--from", "2020-01-01"))
        .isEqualTo(
            new Result(
                2,
                "",
                "--from: 2020-01-01 and the four weeks after it are before the first shift to be"
                    + " shown, which begins on 2026-11-23; write a later date\n"));
    assertThat(run("-f", SAMPLE, "--to", "2026-11-23").out()).hasLineCount(2);
  }

  @Test
  void tenYearsOfTwoHundredEngineers() throws IOException {
    Path file = folder.resolve("large.yaml");
    StringBuilder rotation =
        new StringBuilder(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallRotation
            metadata: {name: large}
            spec:
              schedule: {startDate: "2026-11-23", timeZone: Europe/Prague, holidays: {country: CZ}}
              engineers:
            """);
    IntStream.range(0, 200)
        .forEach(
            i ->
                rotation.append(
                    "  - {name: engineer-%d, timeOff: [{from: \"2027-0%d-01\", to: \"2027-0%d-20\"}]}%n"
                        .formatted(i, 1 + i % 9, 1 + i % 9)));
    Files.writeString(file, rotation);

    Result result = run("-f", file.toString(), "--to", "2036-11-23", "-o", "json");

    assertThat(result.exit()).isZero();
    JsonNode shifts = new ObjectMapper().readTree(result.out()).get("shifts");
    assertThat(shifts.size()).isGreaterThan(2500);
    for (int i = 1; i < shifts.size(); i++) {
      assertThat(shifts.get(i).get("start")).isEqualTo(shifts.get(i - 1).get("end"));
    }
  }

  private static Result run(String... options) {
    return PreviewRun.at("2026-11-20T12:00:00Z", options);
  }
}
