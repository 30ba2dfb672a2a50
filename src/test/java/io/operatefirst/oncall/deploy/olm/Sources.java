package io.operatefirst.oncall.deploy.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the bundle is made from: each fact comes from the one file that has it. */
final class Sources {

  static final Path OLM = Path.of("deploy", "olm");
  private static final Path BASE = Path.of("deploy", "base");
  private static final Path SAMPLES = Path.of("deploy", "samples");
  private static final Pattern VERSION = Pattern.compile("<version>([^<-]+)(-SNAPSHOT)?</version>");

  private Sources() {}

  /** A file with one resource in it. */
  record Manifest(String file, String text, JsonNode resource) {

    static Manifest read(Path file) {
      String text = Yaml.text(file);
      return new Manifest(file.getFileName().toString(), text, Yaml.parse(text));
    }

    String kind() {
      return resource.path("kind").asText();
    }

    String name() {
      return resource.at("/metadata/name").asText();
    }
  }

  /** What people write of the ClusterServiceVersion. */
  static ObjectNode written() {
    return (ObjectNode) Yaml.read(OLM.resolve("clusterserviceversion.yaml"));
  }

  static byte[] icon() {
    try {
      return Files.readAllBytes(OLM.resolve("icon.svg"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version that this build is on the way to. */
  static String version() {
    Matcher version = VERSION.matcher(Yaml.text(Path.of("pom.xml")));
    if (!version.find()) {
      throw new IllegalStateException("pom.xml has no version");
    }
    return version.group(1);
  }

  static List<Manifest> crds() {
    return files(Path.of("crds"));
  }

  /** The examples; the first of a kind is what the console starts a new one from. */
  static List<Manifest> samples() {
    List<Manifest> samples = new ArrayList<>(files(SAMPLES));
    samples.sort(Comparator.comparing(sample -> !sample.file().equals("sre.yaml")));
    return samples;
  }

  /** What kustomize applies of the operator. */
  static List<Manifest> base() {
    List<Manifest> base = new ArrayList<>();
    Yaml.read(BASE.resolve("kustomization.yaml"))
        .path("resources")
        .forEach(file -> base.add(Manifest.read(BASE.resolve(file.asText()))));
    return base;
  }

  private static List<Manifest> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().map(Manifest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
