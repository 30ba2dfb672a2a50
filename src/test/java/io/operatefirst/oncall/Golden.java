package io.operatefirst.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what is rendered with a committed file; with -Dgolden.update=true it writes the file.
 */
public final class Golden {

  private Golden() {}

  public static void assertMatches(Path file, String rendered) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, rendered);
      }
      assertThat(Files.exists(file)).as("%s is missing; make generate writes it", file).isTrue();
      assertThat(rendered)
          .as("%s is not up to date; make generate writes it", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
