package io.operatefirst.oncall.deploy.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.operatefirst.oncall.deploy.olm.Sources.Manifest;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operator as OLM installs it. What kustomize applies comes into the ClusterServiceVersion
 * where OLM wants it there, is left out where OLM makes it itself, and is else a file of its own.
 */
final class ServiceVersion {

  static final String PACKAGE = "oncall-operator";
  static final String FILE = PACKAGE + ".clusterserviceversion.yaml";

  /** OLM makes the namespace, the account and the bindings. */
  private static final Set<String> MADE_BY_OLM =
      Set.of("Namespace", "ServiceAccount", "ClusterRoleBinding", "RoleBinding");

  /**
   * OLM before 0.32 (May 2025) installs nothing of a bundle that has one: it is applied beside it.
   */
  private static final String BESIDE = "NetworkPolicy";

  private final List<Manifest> base = Sources.base();
  private final Set<Manifest> used = new HashSet<>();
  private final ObjectNode csv = JsonNodeFactory.instance.objectNode();

  private ServiceVersion() {
    ObjectNode written = Sources.written();
    csv.set("apiVersion", written.get("apiVersion"));
    csv.set("kind", written.get("kind"));
    csv.putObject("metadata")
        .put("name", PACKAGE + ".v" + Sources.version())
        .setAll((ObjectNode) written.get("metadata"));
    ObjectNode spec = csv.putObject("spec");
    spec.setAll((ObjectNode) written.get("spec"));
    spec.put("version", Sources.version());
    spec.putArray("icon")
        .addObject()
        .put("base64data", Base64.getEncoder().encodeToString(Sources.icon()))
        .put("mediatype", "image/svg+xml");
    spec.at("/customresourcedefinitions/owned").forEach(owned -> complete((ObjectNode) owned));
    spec.set("install", install());
    ArrayNode images = spec.putArray("relatedImages");
    containers()
        .forEach(
            container ->
                images
                    .addObject()
                    .put("name", container.path("name").asText())
                    .put("image", container.path("image").asText()));
    annotate((ObjectNode) csv.at("/metadata/annotations"));
  }

  static ObjectNode render() {
    return new ServiceVersion().csv;
  }

  /** The files of the bundle's manifests, by their names. */
  static Map<String, String> manifests() {
    ServiceVersion version = new ServiceVersion();
    Map<String, String> files = new LinkedHashMap<>();
    files.put(FILE, Yaml.write(version.csv));
    Sources.crds().forEach(crd -> files.put(crd.file(), crd.text()));
    version.base.stream()
        .filter(one -> !version.used.contains(one) && !MADE_BY_OLM.contains(one.kind()))
        .filter(one -> !one.kind().equals(BESIDE))
        // Where the operator is, it is for OLM to say.
        .forEach(
            one -> files.put(one.file(), one.text().replaceAll("(?m)^  namespace: .*\\n", "")));
    return files;
  }

  private void annotate(ObjectNode annotations) {
    ArrayNode examples = JsonNodeFactory.instance.arrayNode();
    Sources.samples().forEach(sample -> examples.add(sample.resource()));
    JsonNode namespace = base("Namespace").resource();
    annotations
        .put("containerImage", containers().path(0).path("image").asText())
        .put("operatorframework.io/suggested-namespace", namespace.at("/metadata/name").asText())
        .put("operatorframework.io/suggested-namespace-template", Yaml.json(namespace))
        .put("alm-examples", Yaml.json(examples));
  }

  private static void complete(ObjectNode owned) {
    String kind = owned.path("kind").asText();
    JsonNode crd =
        Sources.crds().stream()
            .map(Manifest::resource)
            .filter(one -> one.at("/spec/names/kind").asText().equals(kind))
            .findAny()
            .orElseThrow();
    JsonNode version = crd.at("/spec/versions/0");
    JsonNode schema = version.at("/schema/openAPIV3Schema");
    owned.put("name", crd.at("/metadata/name").asText());
    owned.put("version", version.path("name").asText());
    owned.put("description", schema.path("description").asText());
    owned.set("specDescriptors", Descriptors.ofSpec(schema));
    owned.set("statusDescriptors", Descriptors.ofStatus(schema));
  }

  private ObjectNode install() {
    ObjectNode install = JsonNodeFactory.instance.objectNode().put("strategy", "deployment");
    ObjectNode spec = install.putObject("spec");
    spec.set("clusterPermissions", permissions("ClusterRoleBinding"));
    spec.set("permissions", permissions("RoleBinding"));
    Manifest deployment = base("Deployment");
    ObjectNode wanted = spec.putArray("deployments").addObject().put("name", deployment.name());
    wanted.set("label", deployment.resource().at("/metadata/labels"));
    wanted.set("spec", deployment.resource().path("spec"));
    return install;
  }

  /** The rules of each role that is bound so, and the account that it is bound to. */
  private ArrayNode permissions(String bindingKind) {
    ArrayNode permissions = JsonNodeFactory.instance.arrayNode();
    base.stream()
        .filter(one -> one.kind().equals(bindingKind))
        .forEach(
            binding -> {
              Manifest role = boundBy(binding);
              used.add(role);
              permissions
                  .addObject()
                  .put("serviceAccountName", binding.resource().at("/subjects/0/name").asText())
                  .set("rules", role.resource().path("rules"));
            });
    return permissions;
  }

  private Manifest boundBy(Manifest binding) {
    JsonNode ref = binding.resource().path("roleRef");
    return base.stream()
        .filter(one -> one.kind().equals(ref.path("kind").asText()))
        .filter(one -> one.name().equals(ref.path("name").asText()))
        .findAny()
        .orElseThrow();
  }

  private JsonNode containers() {
    return base("Deployment").resource().at("/spec/template/spec/containers");
  }

  private Manifest base(String kind) {
    Manifest only = base.stream().filter(one -> one.kind().equals(kind)).findAny().orElseThrow();
    used.add(only);
    return only;
  }
}
