package io.operatefirst.oncall.intake.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Anybody may write any Event into a namespace of theirs. */
class EventReaderTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  @Test
  void whatATerminalObeysDoesNotComeIn() {
    WarningEvent event =
        EventReader.read(
                Warnings.about("shop", "web\u001b[8m", "Back\u009bOff", NINE, NINE, 1)
                    .withMessage("\u001b]0;owned\u0007 the pod\nis down")
                    .build())
            .orElseThrow();

    assertThat(event.toString())
        .doesNotContainPattern("\\p{Cc}")
        .contains("]0;owned the pod is down");
  }
}
