package io.operatefirst.oncall.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A packaged application as an image has it: with the classes that a start needs laid out. */
public final class Shipped {

  /** The operator. */
  public static final Path APPLICATION = Path.of("target", "quarkus-app");

  /** What it is started by. */
  public static final String MAIN = "io.operatefirst.oncall.app.Main";

  /** Its JVM, as the image and the Deployment have it. */
  public static final List<String> OPTIONS =
      List.of(
          "-Xmx96m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MaxMetaspaceSize=80m",
          "-XX:ReservedCodeCacheSize=24m",
          "-Xss512k");

  private static final Path ARCHIVE_CLASSES =
      Path.of("src", "main", "container", "archive-classes");

  private static List<String> operator;

  private Shipped() {}

  /** How the operator is started; laid out once for all who ask. */
  static synchronized List<String> operator() {
    if (operator == null) {
      operator = command(APPLICATION, MAIN);
    }
    return operator;
  }

  /** How a copy of an application is started, which is made as the Dockerfile does. */
  public static List<String> command(Path application, String main) {
    try {
      Path copy = Files.createTempDirectory(Path.of("target"), "shipped").toAbsolutePath();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(copy)));
      copy(application, copy);
      Path bin = Path.of(System.getProperty("java.home"), "bin");
      ProcessBuilder archiving =
          new ProcessBuilder(ARCHIVE_CLASSES.toString(), copy.toString(), main).inheritIO();
      archiving.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", OPTIONS));
      archiving.environment().merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
      if (archiving.start().waitFor() != 0) {
        throw new IllegalStateException("the classes of " + application + " are not archived");
      }
      return Stream.of(
              Stream.of(bin.resolve("java").toString()),
              OPTIONS.stream(),
              Stream.of(
                  "-XX:SharedArchiveFile=" + copy.resolve("classes.jsa"),
                  "@" + copy.resolve("java.args")))
          .flatMap(part -> part)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As far as it can be: a process that goes on has what it needs open. */
  private static void delete(Path copy) {
    try (Stream<Path> all = Files.walk(copy)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
