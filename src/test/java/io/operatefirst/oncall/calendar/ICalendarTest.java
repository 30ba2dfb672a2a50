package io.operatefirst.oncall.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.Window;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a calendar program reads. */
class ICalendarTest {

  private static final Instant MADE = Instant.parse("2026-11-23T08:00:00Z");

  @Test
  void whoCoversIsOnCallAndItSaysForWhom() {
    String text = text(Map.of("bob", "Bob"), covered("24", "alice", "bob"));

    assertThat(property(text, Property.SUMMARY)).isEqualTo("bob on call (sre)");
    assertThat(property(text, Property.DESCRIPTION))
        .isEqualTo(
            "Rotation sre in namespace shop: Bob (bob) is on call.\n"
                + "Covers for alice, by the override dentist.");
  }

  @Test
  void whoCoversForNobodySaysSo() {
    assertThat(property(text(Map.of(), covered("24", null, "bob")), Property.DESCRIPTION))
        .endsWith("\nCovers where nobody on the list is available, by the override dentist.");
  }

  @Test
  void aShiftThatSomebodyTakesOverStaysTheSameEvent() {
    assertThat(property(text(Map.of(), covered("24", "alice", "bob")), Property.UID))
        .isEqualTo(property(text(Map.of(), stint("24", "alice")), Property.UID))
        .isEqualTo("20261124T080000Z.sre.shop@oncall.operate-first.cloud");
  }

  @Test
  void aShiftThatNobodyHasIsSeen() {
    String text = text(Map.of(), stint("24", null));

    assertThat(property(text, Property.SUMMARY)).isEqualTo("Nobody on call (sre)");
    assertThat(property(text, Property.DESCRIPTION)).endsWith("nobody on the list is available.");
  }

  @Test
  void onesOwnCalendarHasOnesOwnDutyOnly() {
    DutyCalendar all =
        calendar(Map.of(), stint("24", "alice"), covered("25", "alice", "bob"), stint("26", null));

    assertThat(summaries(ICalendar.text(all.of("bob")))).containsExactly("bob on call (sre)");
    assertThat(summaries(ICalendar.text(all.of("alice")))).containsExactly("alice on call (sre)");
    assertThat(summaries(ICalendar.text(all))).hasSize(3);
  }

  @Test
  void whatWasOverAsItBeganIsNoEvent() {
    Instant start = Instant.parse("2026-11-24T08:00:00.1Z");
    Shift moment = new Shift(start, start.plusMillis(800));

    assertThat(
            summaries(
                text(
                    Map.of(),
                    new Stint(moment, Optional.of("bob"), Optional.of("bob"), List.of()))))
        .isEmpty();
  }

  /** RFC 5545 wants at least one component in it. */
  @Test
  void aCalendarWithoutDutyIsValidToo() {
    assertThat(summaries(ICalendar.text(calendar(Map.of())))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Example, Bob; \"the\" \\ second: B.",
        "Bob\nBEGIN:VEVENT\nSUMMARY:forged",
        "Bob\r\nEND:VCALENDAR",
        "Bob\u2028Example",
        "Příliš žluťoučký kůň úpěl ďábelské ódy, a ještě jednou: příliš žluťoučký kůň",
        "🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒",
        "x🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒🚒"
      })
  void aNameIsReadAsItIsWritten(String name) {
    String text = text(Map.of("bob", name), stint("24", "bob"));

    assertThat(summaries(text)).containsExactly("bob on call (sre)");
    assertThat(property(text, Property.DESCRIPTION))
        .isEqualTo(
            "Rotation sre in namespace shop: %s (bob) is on call."
                .formatted(name.replace("\r\n", "\n")));
    assertThat(text.split("\r\n")).allMatch(line -> line.length() <= 75);
  }

  /** What no text may hold is left out: a client would refuse all of the calendar for it. */
  @Test
  void aControlCharacterInANameBreaksNothing() {
    String text = text(Map.of("bob", "Bob\u0000\u0007\u007f\rby\ttab"), stint("24", "bob"));

    assertThat(property(text, Property.DESCRIPTION)).contains("Bobby\ttab (bob)");
    assertThat(text).doesNotContainPattern("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");
  }

  private static Stint stint(String day, String engineer) {
    Optional<String> who = Optional.ofNullable(engineer);
    return new Stint(shift(day), who, who, List.of());
  }

  private static Stint covered(String day, String scheduled, String engineer) {
    Optional<String> whose = Optional.ofNullable(scheduled);
    Cover cover =
        new Cover("dentist", MADE, engineer, whose, new Window.Exactly(shift(day)), false);
    return new Stint(shift(day), Optional.of(engineer), whose, List.of(cover));
  }

  private static Shift shift(String day) {
    Instant start = Instant.parse("2026-11-%sT08:00:00Z".formatted(day));
    return new Shift(start, start.plusSeconds(86_400));
  }

  private static DutyCalendar calendar(Map<String, String> names, Stint... stints) {
    return new DutyCalendar(
        "shop", "sre", ZoneId.of("Europe/Prague"), names, MADE, List.of(stints));
  }

  private static String text(Map<String, String> names, Stint... stints) {
    return ICalendar.text(calendar(names, stints));
  }

  private static List<String> summaries(String text) {
    return read(text).<VEvent>getComponents(VEvent.VEVENT).stream()
        .map(event -> event.getSummary().getValue())
        .toList();
  }

  private static String property(String text, String name) {
    return read(text)
        .<VEvent>getComponents(VEvent.VEVENT)
        .get(0)
        .getRequiredProperty(name)
        .getValue();
  }

  /** As it comes over the wire, checked by the library's own rules. */
  private static Calendar read(String text) {
    try {
      Calendar calendar =
          new CalendarBuilder()
              .build(
                  new StringReader(
                      new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
      assertThat(calendar.validate(true).hasErrors()).isFalse();
      return calendar;
    } catch (IOException | ParserException e) {
      throw new AssertionError(text, e);
    }
  }
}
