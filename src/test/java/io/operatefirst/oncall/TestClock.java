package io.operatefirst.oncall;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The operator's clock in tests: stands still until a test moves it. */
@Alternative
@Priority(1)
@Singleton
public final class TestClock extends Clock {

  /** A Monday, nine o'clock in Prague. */
  public static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  private volatile Instant now = START;

  public void set(Instant instant) {
    now = instant;
  }

  /**
   * Sets it to when the server makes what is made now.
   *
   * @return a zone where it is noon then, so that no test runs over midnight
   */
  public ZoneId setToNoon() {
    now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    int ahead = 12 - now.atZone(ZoneOffset.UTC).getHour();
    return ZoneId.of("Etc/GMT" + (ahead > 0 ? "-" : "+") + Math.abs(ahead));
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** The code takes its zones from the spec of a rotation, never from the clock. */
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
