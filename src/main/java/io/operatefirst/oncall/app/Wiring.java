package io.operatefirst.oncall.app;

import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.PublicHolidays;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the controllers are given: the clock, and what is known of public holidays. */
class Wiring {

  /** The one clock. Zones come from the spec of each rotation. */
  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  PublicHolidays publicHolidays() {
    return new JollydayHolidays();
  }
}
