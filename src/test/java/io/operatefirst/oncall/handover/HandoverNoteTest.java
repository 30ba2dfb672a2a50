package io.operatefirst.oncall.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.handover.HandoverNote.Open;
import io.operatefirst.oncall.handover.HandoverNote.Owed;
import io.operatefirst.oncall.handover.HandoverNote.Resolved;
import io.operatefirst.oncall.handover.HandoverNote.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one shift tells the next, as people read it. */
class HandoverNoteTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "handover");
  private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
  private static final String SUMMARY = "alice hands over to bob, until Wed 2026-11-25 09:00 CET";

  private static final Open CRASH =
      new Open(
          "sre-alert-1f",
          "Critical",
          "KubePodCrashLooping in namespace shop",
          MONDAY.plusSeconds(3600),
          Optional.of("alice"));

  @Test
  void aFullOne() {
    matches(
        "full",
        new HandoverNote(
            SUMMARY,
            List.of(CRASH),
            List.of(
                new Open(
                    "sre-alert-2e",
                    "Warning",
                    "CPUThrottlingHigh",
                    MONDAY.plus(Duration.ofHours(12)),
                    Optional.empty())),
            List.of(
                new Resolved(
                    "sre-task-7k",
                    "The disk of the registry is full",
                    Optional.of("deleted old images"),
                    Optional.of("alice"),
                    List.of("carol")),
                new Resolved(
                    "sre-event-9a", "BackOff", Optional.empty(), Optional.empty(), List.of())),
            List.of(
                new Owed("sre-task-7k", "The disk of the registry is full", Optional.of("alice"))),
            3,
            List.of("dns", "etcd"),
            List.of(turn("carol", null, 2), turn("bob", "dave", 3), turn(null, null, 4)),
            PRAGUE));
  }

  @Test
  void nothingIsOpen() {
    matches("nothing", note(SUMMARY, List.of(), List.of()));
  }

  @Test
  void moreThanAnybodyReads() {
    matches("long", note(SUMMARY, Collections.nCopies(25, CRASH), List.of()));
  }

  /** An alert's text is anybody's: it must not become a heading, a link or a line of its own. */
  @Test
  void whatWasReportedLooksLikeItself() {
    Open forged =
        new Open(
            "sre-alert-3d",
            "Critical",
            "# down\n\n[click](https://example.org) `x` <b>*now*</b>",
            MONDAY,
            Optional.of("eve_*_"));

    matches("forged", note(SUMMARY, List.of(forged), List.of()));
  }

  /** Also of an entry that somebody wrote by hand. */
  @Test
  void aTerminalObeysNothingOfIt() {
    Open forged =
        new Open(
            "sre-task-1", "Critical", "\u001b[31mdown\u009b0m", MONDAY, Optional.of("e\u0007ve"));
    HandoverNote note = note(SUMMARY, List.of(forged), List.of());

    assertThat(note.in(Style.TEXT))
        .contains("[31mdown 0m")
        .doesNotContainPattern("[\\p{Cc}&&[^\n]]");
    assertThat(note.in(Style.MARKDOWN)).doesNotContainPattern("[\\p{Cc}&&[^\n]]");
  }

  /** A status is bounded, and so is what people read. */
  @Test
  void howeverMuchThereIsItFits() {
    String endless = "#".repeat(5000);
    List<String> many = Collections.nCopies(500, endless);
    Open open = new Open("e".repeat(253), "Critical", endless, MONDAY, Optional.of(endless));
    Resolved resolved =
        new Resolved("e".repeat(253), endless, Optional.of(endless), Optional.of(endless), many);
    Owed owed = new Owed("e".repeat(253), endless, Optional.of(endless));
    HandoverNote note =
        new HandoverNote(
            endless,
            Collections.nCopies(500, open),
            Collections.nCopies(500, open),
            Collections.nCopies(500, resolved),
            Collections.nCopies(500, owed),
            9999,
            many,
            IntStream.range(0, 10).mapToObj(i -> turn(endless, endless, i)).toList(),
            PRAGUE);

    assertThat(note.in(Style.MARKDOWN)).hasSizeLessThan(HandoverNote.LONGEST);
    assertThat(note.in(Style.TEXT)).hasSizeLessThan(HandoverNote.LONGEST);
  }

  private static HandoverNote note(String summary, List<Open> open, List<Turn> next) {
    return new HandoverNote(
        summary, open, List.of(), List.of(), List.of(), 0, List.of(), next, PRAGUE);
  }

  private static Turn turn(String engineer, String inPlaceOf, int days) {
    return new Turn(
        Optional.ofNullable(engineer),
        Optional.ofNullable(inPlaceOf),
        MONDAY.plus(Duration.ofDays(days)));
  }

  private static void matches(String name, HandoverNote note) {
    Golden.assertMatches(FOLDER.resolve(name + ".md"), note.in(Style.MARKDOWN));
    Golden.assertMatches(FOLDER.resolve(name + ".txt"), note.in(Style.TEXT));
  }
}
