package io.operatefirst.oncall.deploy.olm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;

/**
 * The bundle and the catalog as they are rendered, for the rules to look at: what is committed is
 * the same, and may not be written yet.
 *
 * @param content all of it as one document, which a test can break in one place
 */
record Bundle(JsonNode content) {

  private static final Pattern LABEL = Pattern.compile("(?m)^LABEL ([^=]+)=(.*)$");

  static Bundle rendered() {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    Path bundle = Sources.OLM.resolve("bundle");
    content.set(
        "annotations", Yaml.read(bundle.resolve("metadata/annotations.yaml")).elements().next());
    content.set("scorecard", Yaml.read(bundle.resolve("tests/scorecard/config.yaml")));
    ObjectNode labels = content.putObject("labels");
    LABEL
        .matcher(Yaml.text(Sources.OLM.resolve("bundle.Dockerfile")))
        .results()
        .forEach(label -> labels.put(label.group(1), label.group(2)));
    Map<String, String> files = ServiceVersion.manifests();
    ObjectNode manifests = content.putObject("manifests");
    files.forEach((file, text) -> manifests.set(file, Yaml.parse(text)));
    content.set("csv", manifests.remove(ServiceVersion.FILE));
    content.put("size", compressed(files.values()));
    content.set("catalog", catalog(content.path("csv")));
    return new Bundle(content);
  }

  JsonNode csv() {
    return content.path("csv");
  }

  JsonNode spec() {
    return csv().path("spec");
  }

  /** An annotation of the ClusterServiceVersion, or nothing. */
  String annotation(String name) {
    return csv().at("/metadata/annotations").path(name).asText();
  }

  List<JsonNode> owned() {
    return list(spec().at("/customresourcedefinitions/owned"));
  }

  List<JsonNode> deployments() {
    return list(spec().at("/install/spec/deployments"));
  }

  List<JsonNode> containers() {
    return deployments().stream()
        .flatMap(one -> list(one.at("/spec/template/spec/containers")).stream())
        .toList();
  }

  /** The rights that the operator asks for, each rule of them. */
  List<JsonNode> rules() {
    return Stream.of("clusterPermissions", "permissions")
        .flatMap(field -> list(spec().at("/install/spec").path(field)).stream())
        .flatMap(permission -> list(permission.path("rules")).stream())
        .toList();
  }

  /** What is in the bundle beside the ClusterServiceVersion. */
  List<JsonNode> manifests() {
    return list(content.path("manifests"));
  }

  List<JsonNode> manifests(String kind) {
    return manifests().stream().filter(one -> one.path("kind").asText().equals(kind)).toList();
  }

  /** The annotations of the bundle itself. */
  String metadata(String name) {
    return content.path("annotations").path(name).asText();
  }

  /** The examples of resources; none where they cannot be read. */
  List<JsonNode> examples() {
    try {
      return list(new ObjectMapper().readTree(annotation("alm-examples")));
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  /** What the catalog has of a schema, such as olm.channel. */
  List<JsonNode> catalog(String schema) {
    return list(content.path("catalog")).stream()
        .flatMap(file -> list(file).stream())
        .filter(blob -> blob.path("schema").asText().equals(schema))
        .toList();
  }

  static List<JsonNode> list(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).toList();
  }

  static List<String> texts(JsonNode node) {
    return list(node).stream().map(JsonNode::asText).toList();
  }

  /** By their files: what earlier versions left and people write, and what is rendered now. */
  private static ObjectNode catalog(JsonNode csv) {
    ObjectNode catalog = JsonNodeFactory.instance.objectNode();
    try (Stream<Path> files = Files.list(Catalog.DIRECTORY)) {
      files.forEach(
          file -> catalog.putArray(file.getFileName().toString()).addAll(Yaml.readAll(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Catalog.files(csv).forEach((file, text) -> catalog.putArray(file).add(Yaml.parse(text)));
    // Under one name in all versions, for those who break it.
    catalog.set("this.yaml", catalog.remove(csv.at("/metadata/name").asText() + ".yaml"));
    return catalog;
  }

  private static int compressed(Collection<String> files) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      for (String file : files) {
        gzip.write(file.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.size();
  }
}
