package io.operatefirst.oncall.calendar;

import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Stint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import net.fortuna.ical4j.model.PropertyList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;

/**
 * A shift, or the part of one, as an event. Its times are UTC, from which each client shows its
 * user's own local time: so no table of time zones, theirs or ours, can move a handover.
 *
 * @param calendar that it is in
 * @param stint which it is
 */
record DutyEvent(DutyCalendar calendar, Stint stint) {

  /** No text of a calendar may hold them, and a client could refuse all of it for one. */
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

  VEvent event() {
    return new VEvent(
        new PropertyList(
            List.of(
                new Uid(uid()),
                new DtStamp(calendar.revised()),
                new DtStart<Instant>(stint.time().start()),
                new DtEnd<Instant>(stint.time().end()),
                new Summary(text(summary())),
                new Description(text(description())),
                // Whoever is on call can still be invited to meetings.
                new Transp(ImmutableTransp.VALUE_TRANSPARENT))));
  }

  /**
   * The rotation and when it begins: nobody begins twice at a time, and whoever takes the shift
   * over, it stays the same event to a client.
   */
  private String uid() {
    return "%s.%s.%s@oncall.operate-first.cloud"
        .formatted(BASIC.format(stint.time().start()), calendar.rotation(), calendar.namespace());
  }

  private static String text(String written) {
    return CONTROLS.matcher(written).replaceAll("");
  }

  private String summary() {
    return "%s on call (%s)".formatted(stint.engineer().orElse("Nobody"), calendar.rotation());
  }

  private String description() {
    String duty =
        "Rotation %s in namespace %s: %s."
            .formatted(
                calendar.rotation(),
                calendar.namespace(),
                stint
                    .engineer()
                    .map(name -> calendar.known(name) + " is on call")
                    .orElse("nobody on the list is available"));
    return stint.lastCover().map(cover -> duty + "\n" + covers(cover)).orElse(duty);
  }

  private String covers(Cover cover) {
    return "Covers %s, by the override %s."
        .formatted(
            stint
                .scheduled()
                .map(name -> "for " + calendar.known(name))
                .orElse("where nobody on the list is available"),
            cover.override());
  }
}
