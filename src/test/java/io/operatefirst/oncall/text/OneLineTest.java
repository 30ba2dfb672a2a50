package io.operatefirst.oncall.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a terminal shows is what was written, and nothing that it obeys. */
class OneLineTest {

  @Test
  void whatATerminalObeysIsGone() {
    assertThat(OneLine.of("\u001b[31mdown\u001b[0m\u0007 \u009b2Jup\u007f"))
        .isEqualTo("[31mdown [0m 2Jup");
  }

  @Test
  void linesAreOneAndNothingElseIsLost() {
    assertThat(OneLine.of(" the disk\r\n\tis  full: příliš 💾 \u0000"))
        .isEqualTo("the disk is full: příliš 💾");
    assertThat(OneLine.of("\u001b\n")).isEmpty();
  }
}
