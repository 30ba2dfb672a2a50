package io.operatefirst.oncall.bench;

import io.operatefirst.oncall.ApiServer;
import java.io.IOException;
import java.util.Locale;

/**
 * The memory that the operator as shipped has taken, with more and more rotations of ten open
 * entries each: while it worked on them, and when it has been started anew among them.
 */
public final class FootprintBench {

  private static final int ENTRIES_EACH = 10;
  private static final int[] ROTATIONS = {1, 100, 1000};

  private FootprintBench() {}

  /** Runs it, and prints a table in Markdown. */
  public static void main(String... arguments) {
    Bench.toTheEnd(() -> run());
  }

  private static void run() throws IOException, InterruptedException {
    ApiServer server = ApiServer.another();
    run(Program.shipped(server), new Teams(server, "09:00"));
  }

  private static void run(Program program, Teams teams) throws IOException, InterruptedException {
    System.out.println(
        "| rotations | entries | peak RSS, MiB | started anew: ready after, s | RSS then, MiB |");
    System.out.println("|---|---|---|---|---|");
    int there = 0;
    Running running = program.start();
    for (int rotations : ROTATIONS) {
      teams.add(rotations - there, ENTRIES_EACH);
      there = rotations;
      teams.awaitAllLookedAt();
      double peak = running.peak();
      running.close();
      running = program.start();
      System.out.printf(
          Locale.ROOT,
          "| %d | %d | %.0f | %.2f | %.0f |%n",
          rotations,
          rotations * (ENTRIES_EACH + 1),
          peak,
          running.millis() / 1000.0,
          running.rss());
    }
    // Of the last nothing was asked since it is ready: what the others have said stands without it.
    teams.add(1, ENTRIES_EACH);
    teams.awaitAllLookedAt();
    running.requireAlive();
    running.close();
  }
}
