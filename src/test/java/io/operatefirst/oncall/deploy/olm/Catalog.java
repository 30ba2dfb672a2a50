package io.operatefirst.oncall.deploy.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The catalog's part that follows from the bundle: the package, and this version. Which version
 * follows which is written by people (channels.yaml), and the files of earlier versions stay.
 */
final class Catalog {

  static final Path DIRECTORY = Sources.OLM.resolve("catalog").resolve(ServiceVersion.PACKAGE);

  /** What a catalog tells of a version, so that it is not unpacked to be shown. */
  private static final List<String> SHOWN =
      List.of(
          "description",
          "displayName",
          "installModes",
          "keywords",
          "links",
          "maintainers",
          "maturity",
          "minKubeVersion",
          "provider");

  private Catalog() {}

  /** The files, by their names, of a version as it is rendered. */
  static Map<String, String> files(JsonNode csv) {
    return Map.of(
        "package.yaml",
        Yaml.write(olmPackage(csv)),
        csv.at("/metadata/name").asText() + ".yaml",
        Yaml.write(olmBundle(csv)));
  }

  private static ObjectNode olmPackage(JsonNode csv) {
    ObjectNode blob = blob("olm.package").put("name", ServiceVersion.PACKAGE);
    blob.put("defaultChannel", "candidate");
    blob.put("description", csv.at("/metadata/annotations/description").asText());
    blob.set("icon", csv.at("/spec/icon/0"));
    return blob;
  }

  private static ObjectNode olmBundle(JsonNode csv) {
    String version = csv.at("/spec/version").asText();
    String image = bundleImage(csv.at("/spec/relatedImages/0/image").asText(), version);
    ObjectNode blob = blob("olm.bundle").put("name", csv.at("/metadata/name").asText());
    blob.put("package", ServiceVersion.PACKAGE).put("image", image);
    ArrayNode properties = blob.putArray("properties");
    property(properties, "olm.package")
        .put("packageName", ServiceVersion.PACKAGE)
        .put("version", version);
    for (JsonNode owned : csv.at("/spec/customresourcedefinitions/owned")) {
      String name = owned.path("name").asText();
      property(properties, "olm.gvk")
          .put("group", name.substring(name.indexOf('.') + 1))
          .put("kind", owned.path("kind").asText())
          .put("version", owned.path("version").asText());
    }
    metadata(property(properties, "olm.csv.metadata"), csv);
    ArrayNode images = blob.putArray("relatedImages");
    images.addObject().put("name", "").put("image", image);
    images.addAll((ArrayNode) csv.at("/spec/relatedImages"));
    return blob;
  }

  /** Beside the operator's own image, wherever that is. */
  private static String bundleImage(String operator, String version) {
    return operator.replaceFirst("(:[^/]+|@.+)?$", "-bundle:v" + version);
  }

  private static void metadata(ObjectNode metadata, JsonNode csv) {
    metadata.set("annotations", csv.at("/metadata/annotations"));
    metadata.set("labels", csv.at("/metadata/labels"));
    metadata.putObject("apiServiceDefinitions");
    metadata.set("crdDescriptions", csv.at("/spec/customresourcedefinitions"));
    SHOWN.forEach(field -> metadata.set(field, csv.path("spec").path(field)));
  }

  private static ObjectNode property(ArrayNode properties, String type) {
    return properties.addObject().put("type", type).putObject("value");
  }

  private static ObjectNode blob(String schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema);
  }
}
