package io.operatefirst.oncall.deploy.olm;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What OLM installs is what kustomize applies, and is up to date. */
class BundleTest {

  private static final Path MANIFESTS = Sources.OLM.resolve("bundle").resolve("manifests");
  private static final Path CATALOG = Sources.OLM.resolve("catalog").resolve("oncall-operator");

  @Test
  void theBundleIsUpToDate() throws IOException {
    Map<String, String> manifests = ServiceVersion.manifests();
    manifests.forEach((file, text) -> Golden.assertMatches(MANIFESTS.resolve(file), text));
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(manifests.keySet());
    }
  }

  @Test
  void theCatalogIsUpToDate() {
    Catalog.files(ServiceVersion.render())
        .forEach((file, text) -> Golden.assertMatches(CATALOG.resolve(file), text));
  }
}
