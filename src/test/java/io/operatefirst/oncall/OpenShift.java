package io.operatefirst.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** OpenShift's own resources, by its real CRDs: what makes an API server one of OpenShift's. */
public final class OpenShift {

  /** All that the operator, or what is deployed with it, has to do with. */
  public static final List<String> ALL =
      List.of(
          "clusteroperators",
          "clusterversions",
          "consolelinks",
          "consolenotifications",
          "consolequickstarts",
          "consoleyamlsamples",
          "prometheusrules",
          "servicemonitors");

  private static final Path FILES = Path.of("src", "test", "resources", "openshift");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private OpenShift() {}

  /** Adds some of them, and waits until they are served. */
  public static void define(ApiServer server, List<String> plurals) {
    Kubectl kubectl = Kubectl.admin(server);
    for (String plural : plurals) {
      Run run = kubectl.run("create", "--validate=false", "-f", accepted(server, plural));
      assertThat(run).as("%s", run).returns(0, Run::code);
      await(plural).atMost(PATIENCE).ignoreExceptions().until(() -> isServed(server, plural));
    }
  }

  /** An old server takes no default that is empty. */
  private static String accepted(ApiServer server, String plural) {
    if (server.isAtLeast(25)) {
      return file(plural);
    }
    try {
      Path without = Files.createTempFile(plural, ".yaml");
      String text = Files.readString(Path.of(file(plural)));
      Files.writeString(without, text.replaceAll("(?m)^ *default: \"\"\n", ""));
      return without.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isServed(ApiServer server, String plural) {
    return server
            .client()
            .genericKubernetesResources(
                CustomResourceDefinitionContext.fromCrd(definition(server, plural)))
            .inAnyNamespace()
            .list()
        != null;
  }

  /** Takes some of them away again. */
  public static void undefine(ApiServer server, List<String> plurals) {
    for (String plural : plurals) {
      CustomResourceDefinition crd = definition(server, plural);
      server.client().resource(crd).delete();
      await(plural + " is gone")
          .atMost(PATIENCE)
          .until(() -> server.client().resource(crd).get() == null);
    }
  }

  /** One of them. */
  public static CustomResourceDefinition definition(ApiServer server, String plural) {
    return server
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .load(Path.of(file(plural)).toFile())
        .item();
  }

  private static String file(String plural) {
    return FILES.resolve(plural + ".yaml").toString();
  }
}
