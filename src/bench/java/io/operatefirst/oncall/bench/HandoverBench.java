package io.operatefirst.oncall.bench;

import io.operatefirst.oncall.ApiServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Many rotations due at one instant: from then until the status of the last of them is right,
 * beside a bare client that makes the same writes; and how that grows with their number.
 */
public final class HandoverBench {

  private static final List<Integer> ROTATIONS = List.of(10, 100, 1000);

  /** Nothing more is written after so long without a write. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private static final int SHIPPED_FOR = 1000;

  /** MiB for each so many more. */
  private static final int HEAP = 96;

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private HandoverBench() {}

  private record Measured(
      int rotations, Duration operator, Duration bare, Map<String, Long> asked) {

    double ratio() {
      return (double) operator.toMillis() / bare.toMillis();
    }
  }

  /**
   * Runs it, and prints a table in Markdown.
   *
   * @param arguments how many rotations, for each run; else as documented
   */
  public static void main(String... arguments) {
    Bench.toTheEnd(() -> run(List.of(arguments)));
  }

  private static void run(List<String> arguments) throws IOException, InterruptedException {
    List<Integer> sizes =
        arguments.isEmpty() ? ROTATIONS : arguments.stream().map(Integer::valueOf).toList();
    List<Measured> all = new ArrayList<>();
    System.out.println("| rotations due | operator, s | bare client, s | ratio | requests |");
    System.out.println("|---|---|---|---|---|");
    for (int rotations : sizes) {
      Measured one = measure(rotations);
      all.add(one);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.2f | %.2f | %.2f | %s |%n",
          one.rotations(),
          one.operator().toMillis() / 1000.0,
          one.bare().toMillis() / 1000.0,
          one.ratio(),
          one.asked());
    }
    if (all.size() > 1) {
      System.out.printf(
          Locale.ROOT,
          "grows with the power %.2f of their number, the bare client with %.2f%n",
          exponent(all, Measured::operator),
          exponent(all, Measured::bare));
    }
  }

  private static Measured measure(int rotations) throws IOException, InterruptedException {
    try (ApiServer server = ApiServer.another()) {
      return measure(rotations, server);
    }
  }

  private static Measured measure(int rotations, ApiServer server)
      throws IOException, InterruptedException {
    Asked asked = new Asked(server.audit());
    // Time for all of them to begin their first shift before it.
    Instant due =
        Instant.now()
            .plusSeconds(30 + rotations / 16)
            .truncatedTo(ChronoUnit.MINUTES)
            .plus(1, ChronoUnit.MINUTES);
    Teams teams = new Teams(server, LocalTime.ofInstant(due, ZoneOffset.UTC).toString());
    Duration operator;
    List<Asked.Request> requests;
    Running running = operator(rotations, server).start();
    try {
      teams.add(rotations, 0);
      teams.awaitAllOnDutySince(due.minus(1, ChronoUnit.DAYS));
      if (Instant.now().isAfter(due)) {
        throw new IllegalStateException("too slow: the first handovers lasted beyond the second");
      }
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Teams.LOOK)
          .until(() -> settled(asked.since(due), rotations));
      requests = asked.since(due);
      operator = Duration.between(due, Asked.last(requests));
      teams.awaitAllOnDutySince(due);
    } finally {
      running.close();
    }
    // Once for the compiler of its JVM.
    BareClient.handovers(server, teams.namespace());
    Duration bare = BareClient.handovers(server, teams.namespace());
    return new Measured(rotations, operator, bare, Asked.counted(requests));
  }

  /** As it is shipped, which is enough for a thousand rotations. */
  private static Program operator(int rotations, ApiServer server) {
    Program shipped = Program.shipped(server);
    return rotations > SHIPPED_FOR ? shipped.withHeap(HEAP * rotations / SHIPPED_FOR) : shipped;
  }

  private static boolean settled(List<Asked.Request> requests, int rotations) {
    long written =
        requests.stream()
            .filter(request -> request.is("patch", "oncallrotations/status"))
            .map(Asked.Request::name)
            .distinct()
            .count();
    return written == rotations && Asked.last(requests).plus(SETTLED).isBefore(Instant.now());
  }

  /** The slope of the line through the points, both axes logarithmic. */
  private static double exponent(List<Measured> all, Function<Measured, Duration> of) {
    double[] x = all.stream().mapToDouble(one -> Math.log(one.rotations())).toArray();
    double[] y =
        all.stream().mapToDouble(one -> Math.log((double) of.apply(one).toMillis())).toArray();
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double covariance =
        IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum();
    double variance = Arrays.stream(x).map(one -> (one - meanX) * (one - meanX)).sum();
    return covariance / variance;
  }
}
