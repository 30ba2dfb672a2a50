package io.operatefirst.oncall.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.preview.PreviewRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An edit of a rotation, checked before it is merged: whose shifts move, and why. */
class PreviewAgainstTest {

  private static final Path SAMPLE = Path.of("deploy/samples/sre.yaml");
  private static final Path GOLDEN = Path.of("src/test/resources/preview");

  /** Wednesday of the first week: carol has the second shift behind her, and dave is on call. */
  private static final String RUNNING = "2026-11-25T12:00:00Z";

  private static final String STATE =
      """
      apiVersion: v1
      kind: List
      items:
      - apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: sre-handover-000003, namespace: default}
        spec:
          rotation: sre
          type: Handover
          handover:
            sequence: 3
            reason: EndOfShift
            from: carol
            to: dave
            at: "2026-11-25T08:00:00Z"
            shift: {start: "2026-11-25T08:00:00Z", end: "2026-11-26T08:00:00Z"}
            cycle: {number: 1, seed: "42"}
            order:
            - {engineer: alice, state: Done, present: true}
            - {engineer: carol, state: Done, present: true}
            - {engineer: dave, state: OnCall, present: true}
            - {engineer: bob, state: Waiting, present: true}
            - {engineer: erin, state: Waiting, present: true}
            turns:
            - {engineer: alice, turns: 1, shiftsSince: 1}
            - {engineer: carol, turns: 1, shiftsSince: 0}
            - {engineer: dave, turns: 1}
            - {engineer: bob, turns: 0}
            - {engineer: erin, turns: 0}
      """;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          added    | - name: erin                       | - name: frank~  - name: erin
          removed  | '  - name: dave~'                  |
          timeoff  | - name: bob                        | - name: bob~    timeOff: [{from: "2026-11-26", to: "2026-11-27"}]
          holiday  | holidays: {country: CZ}            | holidays: {country: CZ, add: ["2026-11-26"]}
          cadence  | timeZone: Europe/Prague            | timeZone: Europe/Prague~    cadence: Weekly
          reorder  | seed: "42"                         | seed: "43"
          """)
  void anEditThatMovesShifts(String edit, String from, String to) throws IOException {
    Result result = against(edited(from, to == null ? "" : to), "-o", "markdown");

    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
    Golden.assertMatches(GOLDEN.resolve("against-" + edit + ".md"), result.out());
  }

  @Test
  void aCommentMovesNothing() throws IOException {
    Result result = against(edited("  engineers:", "  # those who take part~  engineers:"));

    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEqualTo("No shift moves until Mon 2026-12-21.\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void nothingMovesInMarkdownAndJson() {
    assertThat(against(SAMPLE, "-o", "markdown").out())
        .isEqualTo("**No shift moves until Mon 2026-12-21.**\n");
    Result json = against(SAMPLE, "-o", "json");
    assertThat(json.exit()).isZero();
    assertThat(json.out().replaceAll("\\s", "")).isEqualTo("{\"moves\":[]}");
  }

  @Test
  void aTableInLocalTime() throws IOException {
    Result result = against(edited("  - name: dave~", ""), "--to", "2026-12-01");

    assertThat(result.exit()).isEqualTo(1);
    Golden.assertMatches(GOLDEN.resolve("against.table"), result.out());
  }

  @Test
  void jsonInUtcWithTheDocumentedFields() throws IOException {
    Result result = against(edited("  - name: dave~", ""), "--to", "2026-11-25", "-o", "json");

    JsonNode moves = new ObjectMapper().readTree(result.out()).get("moves");
    assertThat(moves).hasSize(1);
    assertThat(moves.get(0).toString())
        .isEqualTo(
            "{\"start\":\"2026-11-25T08:00:00Z\",\"end\":\"2026-11-26T08:00:00Z\",\"was\":\"dave\","
                + "\"now\":\"bob\",\"why\":\"dave is no longer on the list\"}");
  }

  /** The cause of what is seen may lie before what is looked at. */
  @Test
  void theFirstShiftThatMovesIsToldAlsoWhereItIsNotLookedAt() throws IOException {
    Result result =
        against(edited("  - name: dave~", ""), "--from", "2026-11-27", "--to", "2026-11-27");

    assertThat(result.out()).contains("the list has moved since Wed 2026-11-25 09:00 CET");
  }

  @Test
  void fromTheStateOfARunningRotation() throws IOException {
    Result result =
        running(
            SAMPLE, edited("- name: erin", "- name: frank~  - name: erin"), "--to", "2026-12-01");

    assertThat(result.exit()).isEqualTo(1);
    Golden.assertMatches(GOLDEN.resolve("against-state.table"), result.out());
  }

  @Test
  void withAStateWhatHasPassedDoesNotMove() throws IOException {
    Path alice =
        edited(
            "from: \"2026-12-21\"",
            "from: \"2026-11-23\", to: \"2026-11-24\"}~    - {from: \"2026-12-21\"");

    assertThat(running(SAMPLE, alice).exit()).isZero();
    assertThat(against(alice).exit()).isEqualTo(1);
  }

  /** Else a check whose last date has passed would be green for ever. */
  @Test
  void aLastDateThatHasPassedIsRefused() throws IOException {
    Path edited = edited("- name: erin", "- name: frank~  - name: erin");

    assertThat(running(SAMPLE, edited, "--to", "2026-11-24"))
        .isEqualTo(
            new Result(
                2,
                "",
                "--to: 2026-11-24 is before the first shift to be shown, which begins on"
                    + " 2026-11-25; write a later date\n"));
    assertThat(against(edited, "--to", "2026-11-22").exit()).isEqualTo(2);
    assertThat(running(SAMPLE, edited, "--to", "2026-11-25").exit()).isZero();
  }

  @Test
  void withoutAStateARotationThatHasBegunIsSaidToBeRunFromItsStart() {
    Result result = PreviewRun.at(RUNNING, "-f", SAMPLE.toString(), "--against", SAMPLE.toString());

    assertThat(result.exit()).isZero();
    assertThat(result.err())
        .isEqualTo(
            "without --state both lists are run from 2026-11-23 on; a rotation that is running goes"
                + " on from its log: oc get ocl,oco -o yaml\n");
  }

  @Test
  void overridesHoldInBoth() throws IOException {
    Path overrides = folder.resolve("overrides.yaml");
    Files.writeString(
        overrides,
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata: {name: dentist}
        spec: {rotation: sre, engineer: erin, for: bob, from: "2026-11-25", to: "2026-11-25"}
        """);

    Result result =
        against(
            edited("Alice Example", "Alice of the Example"), "--overrides", overrides.toString());
    assertThat(result.exit()).isZero();

    Result moved =
        against(
            edited("  - name: carol~", ""),
            "--overrides",
            overrides.toString(),
            "--to",
            "2026-11-25");
    assertThat(moved.out()).contains("erin      erin covers for bob (override dentist)");
  }

  @Test
  void mistakesInTheOldFileAreNamedWithIt() throws IOException {
    Path old = edited("Europe/Prague", "Europe/Atlantis");

    Result result = run(SAMPLE, old);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            old
                + ": spec.schedule.timeZone: \"Europe/Atlantis\" is not a known time zone; write an"
                + " IANA name such as Europe/Prague\n");
  }

  @Test
  void ofTwoFilesThatAreWrongTheMistakesOfBothAreTold() throws IOException {
    Path edited = edited("\"09:00\", to: \"17:00\"", "\"19:00\", to: \"17:00\"");
    Path none = folder.resolve("none.yaml");

    Result result = run(edited, none);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("spec.schedule.coverage: "),
            line -> assertThat(line).isEqualTo(none + ": does not exist"));
  }

  @Test
  void anotherRotationIsNoFormerOne() throws IOException {
    Path old = edited("  name: sre", "  name: web~  namespace: shop");

    Result result = run(SAMPLE, old);

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            Stream.of(
                    "name: \"web\" is another rotation than that of --file, which has \"sre\"",
                    "namespace: \"shop\" is another rotation than that of --file, which has"
                        + " \"default\"")
                .map(line -> old + ": metadata." + line + "; give the same one as it was before\n")
                .reduce("", String::concat));
  }

  private static Result against(Path edited, String... options) {
    return run(edited, SAMPLE, options);
  }

  private static Result run(Path edited, Path old, String... options) {
    return PreviewRun.at("2026-11-20T12:00:00Z", files(edited, old, List.of(options)));
  }

  private Result running(Path old, Path edited, String... options) throws IOException {
    Path state = folder.resolve("state.yaml");
    Files.writeString(state, STATE);
    List<String> all =
        Stream.concat(Stream.of("--state", state.toString()), Stream.of(options)).toList();
    return PreviewRun.at(RUNNING, files(edited, old, all));
  }

  private static String[] files(Path edited, Path old, List<String> options) {
    return Stream.concat(
            Stream.of("-f", edited.toString(), "--against", old.toString()), options.stream())
        .toArray(String[]::new);
  }

  /** The sample with something else in it; a tilde stands for a new line. */
  private Path edited(String from, String to) throws IOException {
    String sample = Files.readString(SAMPLE);
    String text = sample.replace(from.replace("~", "\n"), to.replace("~", "\n"));
    assertThat(text).isNotEqualTo(sample);
    return Files.writeString(Files.createTempFile(folder, "sre", ".yaml"), text);
  }
}
