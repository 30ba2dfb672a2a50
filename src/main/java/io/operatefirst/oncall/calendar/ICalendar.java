package io.operatefirst.oncall.calendar;

import io.operatefirst.oncall.schedule.Shift;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ComponentList;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.Standard;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.parameter.Value;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RefreshInterval;
import net.fortuna.ical4j.model.property.TzId;
import net.fortuna.ical4j.model.property.TzOffsetFrom;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/** The text of a calendar, as calendar programs read it (RFC 5545, RFC 7986). */
public final class ICalendar {

  /** How often a client should ask; an override is to be seen before it holds. */
  private static final Duration REFRESH = Duration.ofMinutes(15);

  private ICalendar() {}

  /** The text. */
  public static String text(DutyCalendar calendar) {
    StringWriter text = new StringWriter();
    try {
      new CalendarOutputter(true).output(of(calendar), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Calendar of(DutyCalendar calendar) {
    String name = "On call: " + calendar.rotation();
    List<Property> properties =
        List.of(
            new ProdId("-//Operate First//On-call operator//EN"),
            ImmutableVersion.VERSION_2_0,
            ImmutableCalScale.GREGORIAN,
            new XProperty("X-WR-CALNAME", name),
            new XProperty("X-WR-TIMEZONE", calendar.zone().getId()),
            new RefreshInterval(new ParameterList(List.of(Value.DURATION)), REFRESH),
            new XProperty("X-PUBLISHED-TTL", REFRESH.toString()));
    List<CalendarComponent> events =
        calendar.stints().stream()
            .filter(stint -> lastsASecond(stint.time()))
            .<CalendarComponent>map(stint -> new DutyEvent(calendar, stint).event())
            .toList();
    return new Calendar(
        new PropertyList(properties),
        new ComponentList<>(events.isEmpty() ? List.of(utc()) : events));
  }

  /** A calendar knows no fractions of a second, and no event that ends as it begins. */
  private static boolean lastsASecond(Shift time) {
    return time.start().getEpochSecond() < time.end().getEpochSecond();
  }

  /** RFC 5545 wants at least one component, and this one shows nothing. */
  private static CalendarComponent utc() {
    Standard always =
        new Standard(
            new PropertyList(
                List.of(
                    new DtStart<>(LocalDateTime.of(1970, 1, 1, 0, 0)),
                    new TzOffsetFrom(ZoneOffset.UTC),
                    new TzOffsetTo(ZoneOffset.UTC))));
    return new VTimeZone(
        new PropertyList(List.of(new TzId("Etc/UTC"))), new ComponentList<>(List.of(always)));
  }
}
