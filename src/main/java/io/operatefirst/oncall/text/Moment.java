package io.operatefirst.oncall.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An instant as people read it. */
public final class Moment {

  private static final DateTimeFormatter WITH_ZONE =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private Moment() {}

  /**
   * Such as {@code Tue 2026-11-24 09:00 CET}. One at a time: two threads that ask the JDK for the
   * names of a zone that it has not loaded yet, or not any more, may get {@code GMT+01:00}, which
   * the status would then alternate with.
   */
  public static synchronized String of(Instant instant, ZoneId zone) {
    return WITH_ZONE.withZone(zone).format(instant);
  }
}
