package io.operatefirst.oncall.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A moment reads the same whenever, and by whomever, it is asked for. */
class MomentTest {

  private static final Instant OCTOBER = Instant.parse("2027-10-24T00:00:00Z");

  @Test
  void itNamesTheZonesTime() {
    assertThat(Moment.of(OCTOBER, ZoneId.of("Europe/Prague")))
        .isEqualTo("Sun 2027-10-24 02:00 CEST");
    assertThat(Moment.of(OCTOBER, ZoneId.of("UTC"))).isEqualTo("Sun 2027-10-24 00:00 UTC");
  }

  /** In a JVM of its own, which runs out of memory again and again: then it forgets the names. */
  @Test
  void itReadsTheSameForAllWhoAskAtOnce() {
    Run run =
        Run.of(
            new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AskedAtOnce.class.getName()));
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).isNotEmpty().allMatch("Sun 2027-10-24 02:00 CEST"::equals);
  }

  /** Prints what each of those has got who asked. */
  static final class AskedAtOnce {

    private static final int ROUNDS = 60;
    private static final int TOO_MUCH = 64 * 1024 * 1024;
    private static final List<String> ZONES =
        List.of("Europe/Prague", "Asia/Kolkata", "America/New_York", "Asia/Tehran");

    private AskedAtOnce() {}

    public static void main(String... arguments) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(ZONES.size());
      CyclicBarrier together = new CyclicBarrier(ZONES.size());
      for (int round = 0; round < ROUNDS; round++) {
        forgetWhatCanBeReadAgain();
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < ZONES.size(); i++) {
          asked.add(threads.submit(asked(i, together)));
        }
        for (Future<String> one : asked) {
          System.out.println(one.get());
        }
      }
      threads.shutdown();
    }

    /** All zones, each thread beginning with another. */
    private static Callable<String> asked(int first, CyclicBarrier together) {
      return () -> {
        together.await();
        for (int i = 0; i < ZONES.size(); i++) {
          Moment.of(OCTOBER, ZoneId.of(ZONES.get((first + i) % ZONES.size())));
        }
        return Moment.of(OCTOBER, ZoneId.of(ZONES.get(0)));
      };
    }

    /** Before it says that it has no room the JVM throws away all that it can do without. */
    private static void forgetWhatCanBeReadAgain() {
      try {
        throw new IllegalStateException("there is room for " + new byte[TOO_MUCH].length);
      } catch (OutOfMemoryError full) {
        // So much for that.
      }
    }
  }
}
