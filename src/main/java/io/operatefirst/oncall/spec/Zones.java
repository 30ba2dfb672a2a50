package io.operatefirst.oncall.spec;

import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;

/** The time zones that can be gone by. */
public final class Zones {

  private Zones() {}

  /** Whether it is one. A library for calendars lists some of its own, which have no rules. */
  public static boolean isKnown(String id) {
    return ZoneId.getAvailableZoneIds().contains(id)
        && ZoneRulesProvider.getRules(id, false) != null;
  }
}
