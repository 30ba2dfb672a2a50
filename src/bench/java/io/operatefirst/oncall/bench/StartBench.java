package io.operatefirst.oncall.bench;

import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.app.Shipped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the start of the process until it is ready, and the memory that it then has, beside an
 * operator that does nothing and is made of the same parts. What is compared is run in turns, so
 * that a machine that is busy for a while slows down all of them.
 */
public final class StartBench {

  private static final int ROUNDS = 11;

  private static final Path EMPTY = Path.of("src", "bench", "empty", "target");

  private StartBench() {}

  private record Measured(List<Double> seconds, List<Double> mib) {}

  /** Runs it, and prints a table in Markdown. */
  public static void main(String... arguments) {
    Bench.toTheEnd(() -> run());
  }

  private static void run() throws IOException, InterruptedException {
    ApiServer server = ApiServer.another();
    try (InputStream crd =
        Files.newInputStream(
            EMPTY.resolve("kubernetes/nothings.bench.oncall.operate-first.cloud-v1.yml"))) {
      server.client().load(crd).create();
    }
    Path own = server.operatorKubeconfig();
    Path all = Files.createTempFile("kubeconfig", ".yaml");
    Files.writeString(all, server.kubeconfig());
    Path empty = EMPTY.resolve("quarkus-app");

    Map<String, Program> programs = new LinkedHashMap<>();
    programs.put("empty, JVM as it comes", Program.of(empty, List.of(), all));
    programs.put("on-call, JVM as it comes", Program.of(Shipped.APPLICATION, List.of(), own));
    programs.put("empty, small JVM", Program.of(empty, Shipped.OPTIONS, all));
    programs.put("on-call, small JVM", Program.of(Shipped.APPLICATION, Shipped.OPTIONS, own));
    programs.put(
        "empty, small JVM, classes archived",
        new Program(Shipped.command(empty, "io.quarkus.runner.GeneratedMain"), all));
    programs.put(
        "**on-call, small JVM, classes archived: as shipped**",
        new Program(Shipped.command(Shipped.APPLICATION, Shipped.MAIN), own));
    Map<String, Measured> measured = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Program> program : programs.entrySet()) {
        Measured into =
            measured.computeIfAbsent(
                program.getKey(), name -> new Measured(new ArrayList<>(), new ArrayList<>()));
        try (Running running = program.getValue().start()) {
          into.seconds().add(running.millis() / 1000.0);
          into.mib().add(running.rss());
        }
      }
    }
    print(measured);
  }

  private static void print(Map<String, Measured> measured) {
    System.out.println("| | start to ready, s | to the empty one | RSS then, MiB |");
    System.out.println("|---|---|---|---|");
    double empty = 0;
    for (Map.Entry<String, Measured> one : measured.entrySet()) {
      double seconds = median(one.getValue().seconds());
      boolean isEmpty = one.getKey().startsWith("empty");
      empty = isEmpty ? seconds : empty;
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f | %s | %.0f |%n",
          one.getKey(),
          seconds,
          isEmpty ? "" : String.format(Locale.ROOT, "%.2f", seconds / empty),
          median(one.getValue().mib()));
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
