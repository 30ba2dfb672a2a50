package io.operatefirst.oncall.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.TestClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state is read from whatever log a cluster gives out. */
class StateFileTest {

  private static final String HANDOVER =
      """
      - apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: sre-handover-000009, namespace: default}
        spec:
          rotation: sre
          type: Handover
          handover:
            sequence: %s
            reason: EndOfShift
            to: erin
            at: "2026-11-23T08:00:00Z"
            shift: {start: "2026-11-23T08:00:00Z", end: "2026-11-24T08:00:00Z"}
            cycle: {number: 2, seed: "42"}
            order: [{engineer: erin, state: OnCall, present: true}]
            turns: [{engineer: erin, turns: 2}]
      """;

  @TempDir private Path folder;

  private Path state;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void nameTheFile() {
    state = folder.resolve("state.yaml");
  }

  @Test
  void otherKindsAndTypesOfOtherVersionsAreSkipped() throws IOException {
    int exit =
        preview(
            """
            - {apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {hostname: a}}
            - apiVersion: oncall.operate-first.cloud/v1alpha1
              kind: OnCallLogEntry
              metadata: {name: sre-horoscope, namespace: default}
              spec: {rotation: sre, type: Horoscope, stars: 3}
            """
                + HANDOVER.formatted("9"));

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("erin");
    assertThat(exit).isZero();
  }

  @Test
  void aLogOfManyMegabytesIsRead() throws IOException {
    String entry =
        """
        - kind: OnCallLogEntry
          metadata: {name: sre-alert, namespace: default}
          spec: {rotation: sre, type: Alert, summary: "%s"}
        """
            .formatted("x".repeat(1000));

    int exit = preview(entry.repeat(5000) + HANDOVER.formatted("9"));

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
  }

  @Test
  void aHandoverThatWasTamperedWithIsOneLine() throws IOException {
    int exit = preview(HANDOVER.formatted("ninth"));

    assertThat(err.toString())
        .startsWith(
            state + ": items: holds a Handover entry that is not as the operator writes it: ")
        .contains("ninth")
        .hasLineCount(1);
    assertThat(exit).isEqualTo(2);
  }

  /** Whoever may write entries may write any: the server asks for no more than the form. */
  @Test
  void whatTheOperatorPassesOverThePreviewPassesOver() throws IOException {
    int exit = preview(HANDOVER.formatted("9") + byHand("default"));

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("erin");
    assertThat(exit).isZero();
  }

  @Test
  void aStateOfWhichNothingCanBeGoneOnFromIsOneLine() throws IOException {
    int exit = preview(byHand("team") + byHand("default"));

    assertThat(err.toString())
        .isEqualTo(
            state
                + ": items: holds no Handover entry of rotation default/sre to go on from:"
                + " sre-handover-000009 is not as the operator writes it\n");
    assertThat(out.toString()).isEmpty();
    assertThat(exit).isEqualTo(2);
  }

  /** The newest, of whose turns one is of somebody who is not in the order. */
  private static String byHand(String namespace) {
    return HANDOVER
        .formatted("10")
        .replace("turns: [{engineer: erin", "turns: [{engineer: dave")
        .replace("namespace: default", "namespace: " + namespace);
  }

  private int preview(String items) throws IOException {
    Files.writeString(state, "apiVersion: v1\nkind: List\nitems:\n" + items);
    return CommandLineInterface.commands(new TestClock())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("preview", "-f", "deploy/samples/sre.yaml", "--state", state.toString());
  }
}
