package io.operatefirst.oncall.preview;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.preview.PreviewRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several overrides the preview lets that one hold which will hold once all are applied. */
class PreviewOverridesTest {

  /** Monday: dave is on call, and alice on Tuesday, 2026-12-01. */
  private static final String HANDOVER =
      """
      - apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: sre-handover-000006, namespace: default}
        spec:
          rotation: sre
          type: Handover
          handover:
            sequence: 6
            reason: EndOfShift
            from: erin
            to: dave
            at: "2026-11-30T08:00:00Z"
            shift: {start: "2026-11-30T08:00:00Z", end: "2026-12-01T08:00:00Z"}
            cycle: {number: 2, seed: "42"}
            order:
            - {engineer: dave, state: OnCall, present: true}
            - {engineer: alice, state: Waiting, present: true}
            - {engineer: erin, state: Waiting, present: true}
            - {engineer: carol, state: Waiting, present: true}
            - {engineer: bob, state: Waiting, present: true}
            turns:
            - {engineer: dave, turns: 2}
            - {engineer: alice, turns: 1, shiftsSince: 4}
            - {engineer: erin, turns: 1, shiftsSince: 0}
            - {engineer: carol, turns: 1, shiftsSince: 3}
            - {engineer: bob, turns: 1, shiftsSince: 1}
      """;

  @TempDir private Path folder;

  private Path state;

  @BeforeEach
  void aStateInWhichBobCoversForAlice() throws IOException {
    state = state(override("old", "2026-11-20T08:00:00Z", "bob"));
  }

  /** On the cluster it will have been made later. */
  @Test
  void oneThatIsNotAppliedYetIsNewerThanThoseOfTheState() throws IOException {
    Path file = file("new.yaml", override("new", null, "carol"));

    Result result = tuesday("--state", state, "--overrides", file);

    assertThat(result.out()).contains("carol for alice").doesNotContain("bob for alice");
    assertThat(result.err())
        .isEqualTo("override old: bob for alice: newer overrides hold in its place: new.\n");
  }

  /** No cluster lets one hold before it was made. */
  @Test
  void oneThatIsNotAppliedYetChangesNothingOfWhatIsOverInTheRunningShift() throws IOException {
    String today = override("new", null, "carol").replace("alice", "dave");
    Path file = file("new.yaml", today.replace("2026-12-01", "2026-11-30"));

    Result result = preview("2026-11-30", "--state", state, "--overrides", file);

    assertThat(result.out().lines())
        .anySatisfy(line -> assertThat(line).contains("13:00", "carol for dave"))
        .anySatisfy(line -> assertThat(line).contains("09:00").doesNotContain("carol"));
    assertThat(result.err()).isEmpty();
  }

  @Test
  void oneThatIsNotAppliedYetIsNewerThanADatedOneOfAnotherFile() throws IOException {
    Path dated = file("dated.yaml", override("old", "2026-11-29T08:00:00Z", "bob"));
    Path file = file("new.yaml", override("new", null, "carol"));

    assertThat(tuesday("--overrides", file, "--overrides", dated).out())
        .contains("carol for alice");
    assertThat(tuesday("--overrides", dated, "--overrides", file).out())
        .contains("carol for alice");
  }

  /** By their names, as overrides that are made in one second. */
  @Test
  void ofSeveralThatAreNotAppliedYetTheLastByNameHolds() throws IOException {
    Path a = file("a.yaml", override("a", null, "carol"));
    Path b = file("b.yaml", override("b", null, "erin"));

    assertThat(tuesday("--state", state, "--overrides", a, "--overrides", b).out())
        .isEqualTo(tuesday("--state", state, "--overrides", b, "--overrides", a).out())
        .contains("erin for alice");
  }

  @Test
  void anEditIsShownInPlaceOfWhatTheStateHas() throws IOException {
    Path edited = file("edited.yaml", override("old", null, "erin"));

    Result result = tuesday("--state", state, "--overrides", edited);

    assertThat(result.out()).contains("erin for alice").doesNotContain("bob for alice");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void anEditIsNoNewerThanItWas() throws IOException {
    state =
        state(
            override("old", "2026-11-20T08:00:00Z", "bob"),
            override("newer", "2026-11-21T08:00:00Z", "carol"));
    Path edited = file("edited.yaml", override("old", null, "erin"));

    Result result = tuesday("--state", state, "--overrides", edited);

    assertThat(result.out()).contains("carol for alice");
    assertThat(result.err())
        .isEqualTo("override old: erin for alice: newer overrides hold in its place: newer.\n");
  }

  private static Result tuesday(Object... options) {
    return preview("2026-12-01", options);
  }

  private static Result preview(String day, Object... options) {
    Stream<String> shown = Stream.of("-f", "deploy/samples/sre.yaml", "--from", day, "--to", day);
    Result result =
        PreviewRun.at(
            "2026-11-30T12:00:00Z",
            Stream.concat(shown, Stream.of(options).map(Object::toString)).toArray(String[]::new));
    assertThat(result.exit()).isZero();
    return result;
  }

  private Path state(String... overrides) throws IOException {
    String items =
        Stream.of(overrides)
            .map(override -> "- " + override.indent(2).strip() + "\n")
            .collect(joining());
    return file("state.yaml", "apiVersion: v1\nkind: List\nitems:\n" + HANDOVER + items);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Of Tuesday, in place of alice. */
  private static String override(String name, String created, String engineer) {
    return """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata: {name: %s, namespace: default%s}
        spec: {rotation: sre, engineer: %s, for: alice, from: "2026-12-01", to: "2026-12-01"}
        """
        .formatted(
            name, created == null ? "" : ", creationTimestamp: \"" + created + "\"", engineer);
  }
}
