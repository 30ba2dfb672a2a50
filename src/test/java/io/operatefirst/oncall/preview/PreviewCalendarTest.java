package io.operatefirst.oncall.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.preview.PreviewRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shifts as a calendar program gets them from the command. */
class PreviewCalendarTest {

  private static final String SAMPLE = "deploy/samples/sre.yaml";
  private static final Path GOLDEN = Path.of("src/test/resources/preview");
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void theWeeksOfBothClockChanges() {
    Golden.assertMatches(GOLDEN.resolve("march.ics"), shown("2027-03-26", "2027-03-29"));
    Golden.assertMatches(GOLDEN.resolve("october.ics"), shown("2027-10-28", "2027-11-01"));
  }

  /** A client shows its user's local time; in Prague that is nine, whatever the clocks did. */
  @Test
  void everyHandoverIsAtNineInPragueAcrossBothClockChanges() {
    String year = shown("2027-01-01", "2027-12-31");

    assertThat(times(year, "DTSTART"))
        .hasSizeGreaterThan(240)
        .allMatch(time -> time.getHour() == 9 && time.getMinute() == 0);
    assertThat(times(year, "DTSTART").stream().map(ZonedDateTime::getOffset).distinct())
        .containsExactly(ZoneOffset.ofHours(1), ZoneOffset.ofHours(2));
    assertThat(times(year, "DTEND").subList(0, 240))
        .isEqualTo(times(year, "DTSTART").subList(1, 241));
  }

  @Test
  void aSwapAndACoverAreShownForWhomTheyAre() {
    Result result =
        run(
            "-f", SAMPLE,
            "--overrides", "deploy/samples/swap.yaml",
            "--overrides", "deploy/samples/cover.yaml",
            "--from", "2026-12-01",
            "--to", "2026-12-04",
            "-o", "ics");

    assertThat(result.exit()).isZero();
    Golden.assertMatches(GOLDEN.resolve("covers.ics"), result.out());
  }

  @Test
  void theSameFileGivesTheSameTextOnAnotherDay() {
    String[] options = {"-f", SAMPLE, "--from", "2026-12-01", "--to", "2026-12-31", "-o", "ics"};

    assertThat(PreviewRun.at("2026-11-24T12:00:00Z", options).out())
        .isEqualTo(PreviewRun.at("2026-12-24T12:00:00Z", options).out());
  }

  /** Otherwise a client would ring twice for one shift, or show one that has moved. */
  @Test
  void whoeverHasAShiftItStaysTheSameEvent() throws IOException {
    Path edited = folder.resolve("edited.yaml");
    Files.writeString(
        edited, Files.readString(Path.of(SAMPLE)).replace("name: dave", "name: frank"));
    String[] december = {"--from", "2026-12-01", "--to", "2026-12-31", "-o", "ics"};

    Map<String, String> before = events(run("-f", SAMPLE, december));
    Map<String, String> after = events(run("-f", edited.toString(), december));

    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(before).hasSize(22).containsValue("dave on call (sre)");
    assertThat(after)
        .containsValue("frank on call (sre)")
        .doesNotContainValue("dave on call (sre)");
  }

  @Test
  void anUnknownFormatIsRefusedWithThoseThatThereAre() {
    Result result = run("-f", SAMPLE, "-o", "pdf");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("table, markdown, json, ics").contains("'pdf'");
  }

  @Test
  void whoseShiftsMoveIsNoCalendar() {
    assertThat(run("-f", SAMPLE, "--against", SAMPLE, "-o", "ics"))
        .isEqualTo(
            new Result(
                2,
                "",
                "-o: ics shows shifts, not whose shifts move; write table, markdown or json, or"
                    + " leave --against out\n"));
  }

  private static Map<String, String> events(Result result) {
    Map<String, String> summaries = new LinkedHashMap<>();
    Pattern.compile("UID:(\\S+)\r\n(?s:.*?)SUMMARY:([^\r]*)")
        .matcher(result.out())
        .results()
        .forEach(event -> summaries.put(event.group(1), event.group(2)));
    return summaries;
  }

  private static List<ZonedDateTime> times(String text, String property) {
    return Pattern.compile("^" + property + ":(\\S+)", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map((MatchResult line) -> BASIC.parse(line.group(1), Instant::from))
        .map(time -> time.atZone(ZoneId.of("Europe/Prague")))
        .toList();
  }

  private static String shown(String from, String to) {
    return run("-f", SAMPLE, "--from", from, "--to", to, "-o", "ics").out();
  }

  private static Result run(String option, String file, String... more) {
    String[] options = new String[more.length + 2];
    options[0] = option;
    options[1] = file;
    System.arraycopy(more, 0, options, 2, more.length);
    return PreviewRun.at("2026-11-24T12:00:00Z", options);
  }
}
