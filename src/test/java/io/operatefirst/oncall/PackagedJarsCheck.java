package io.operatefirst.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * What is shipped holds nothing that only the tests and the demo need. It looks at the packaged
 * application after all other tests, since a {@code @QuarkusTest} can write it anew with the
 * libraries of the tests in it; so it is run in the phase "verify" and not named like a test.
 */
class PackagedJarsCheck {

  private static final String TEST_LIBRARIES =
      "(?i).*(mock|junit|kube-api-test|opentest4j|assertj|awaitility|archunit).*";

  private static final Path APPLICATION = Path.of(System.getProperty("packaged.application"));

  @Test
  void shipsNoLibraryOfTheTests() throws IOException {
    assertThat(jars(APPLICATION))
        .extracting(jar -> jar.getFileName().toString())
        .anyMatch(name -> name.contains("operator-framework"))
        .noneMatch(name -> name.matches(TEST_LIBRARIES));
  }

  @Test
  void shipsNothingOfTheDemo() throws IOException {
    assertThat(jars(APPLICATION.resolve("app")))
        .isNotEmpty()
        .flatExtracting(PackagedJarsCheck::entries)
        .contains("io/operatefirst/oncall/app/Main.class")
        .noneMatch(name -> name.startsWith("io/operatefirst/oncall/demo/"))
        .doesNotContain("application-demo.properties");
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  private static List<String> entries(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
