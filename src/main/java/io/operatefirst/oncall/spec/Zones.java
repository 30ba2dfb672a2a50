package io.operatefirst.oncall.spec;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;

/** The time zones that can be gone by: Java's own. */
public final class Zones {

  /** A library for calendars adds some to the one list that fail where they are used. */
  private static final List<String> OF_JAVA = Arrays.asList(TimeZone.getAvailableIDs());

  private static final Set<String> KNOWN =
      OF_JAVA.stream().filter(ZoneId.getAvailableZoneIds()::contains).collect(toUnmodifiableSet());

  private Zones() {}

  /** Whether it is one. */
  public static boolean isKnown(String id) {
    return KNOWN.contains(id);
  }
}
