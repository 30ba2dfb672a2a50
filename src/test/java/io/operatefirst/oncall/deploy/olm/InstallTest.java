package io.operatefirst.oncall.deploy.olm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an administrator applies to install by OLM leads to the bundle, and sets what kustomize
 * sets.
 */
class InstallTest {

  private static final JsonNode ON_OPENSHIFT = Yaml.read(Sources.OLM.resolve("openshift.yaml"));

  private final List<JsonNode> install = Yaml.readAll(Sources.OLM.resolve("install.yaml"));
  private final Bundle bundle = Bundle.rendered();

  @Test
  void theSubscriptionFindsTheOperator() {
    JsonNode spec = one("Subscription").path("spec");
    JsonNode catalog = one("CatalogSource");
    assertThat(spec.path("name").asText()).isEqualTo(ServiceVersion.PACKAGE);
    assertThat(bundle.catalog("olm.channel"))
        .extracting(channel -> channel.path("name"))
        .contains(spec.path("channel"));
    assertThat(spec.path("source")).isEqualTo(catalog.at("/metadata/name"));
    assertThat(spec.path("sourceNamespace")).isEqualTo(catalog.at("/metadata/namespace"));
  }

  @Test
  void itIsInstalledIntoTheNamespaceThatTheBundleSuggests() {
    assertThat(install)
        .extracting(one -> one.at("/metadata/namespace").asText())
        .containsOnly(bundle.annotation("operatorframework.io/suggested-namespace"));
  }

  /** As the install modes say; and in a namespace where nothing but restricted pods are let in. */
  @Test
  void itIsForAllNamespacesAndTheCatalogIsLetIn() {
    assertThat(one("OperatorGroup").path("spec")).isEmpty();
    assertThat(one("CatalogSource").at("/spec/grpcPodConfig/securityContextConfig").asText())
        .isEqualTo("restricted");
  }

  @Test
  void theCatalogIsTheImageThatMakeBuilds() {
    String operator = bundle.annotation("containerImage");
    assertThat(one("CatalogSource").at("/spec/image").asText())
        .isEqualTo(operator.replaceFirst(":[^/:]*$", "-catalog:latest"));
  }

  @Test
  void onOpenShiftItHearsThePlatformAsWithKustomize() {
    JsonNode pod =
        Yaml.read(Path.of("deploy", "openshift", "deployment.yaml")).at("/spec/template/spec");
    JsonNode config = ON_OPENSHIFT.at("/spec/config");
    assertThat(config.path("env")).isEqualTo(pod.at("/containers/0/env"));
    assertThat(config.path("volumeMounts")).isEqualTo(pod.at("/containers/0/volumeMounts"));
    assertThat(config.path("volumes")).isEqualTo(pod.path("volumes"));
  }

  @Test
  void onOpenShiftNothingElseIsOtherwise() {
    ObjectNode subscription = ON_OPENSHIFT.deepCopy();
    ((ObjectNode) subscription.path("spec")).remove("config");
    assertThat(subscription).isEqualTo(one("Subscription"));
  }

  private JsonNode one(String kind) {
    return install.stream()
        .filter(one -> one.path("kind").asText().equals(kind))
        .findAny()
        .orElseThrow();
  }
}
