package io.operatefirst.oncall.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.Kubectl;
import io.operatefirst.oncall.OpenShift;
import io.operatefirst.oncall.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that the README and the docs tell an administrator to apply, on a server of OpenShift's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManifestsApiIT {

  @AutoClose private ApiServer server;
  private Kubectl kubectl;

  @BeforeAll
  void openShift() {
    server = ApiServer.another();
    kubectl = Kubectl.admin(server);
    OpenShift.define(server, OpenShift.ALL);
    // The platform's own.
    for (String namespace : List.of("openshift-monitoring", "openshift-config-managed")) {
      assertThat(kubectl.run("create", "namespace", namespace).code()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy/",
        "deploy/openshift/",
        "deploy/monitoring/",
        "deploy/openshift/monitoring/",
        "deploy/console/"
      })
  void isTakenAndNothingIsLeftToDoTheSecondTime(String kustomization) {
    // Monitoring and the console go into what is installed.
    apply("deploy/openshift/");
    apply(kustomization);
    assertThat(apply(kustomization).lines())
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" unchanged"));
  }

  /** Else it finds no replica, and takes it that none leads. */
  @Test
  void prometheusMayLookUpTheReplicas() {
    apply("deploy/openshift/");
    apply("deploy/openshift/monitoring/");
    String prometheus = "--as=system:serviceaccount:openshift-monitoring:prometheus-k8s";
    for (String what :
        List.of("services", "endpoints", "pods", "endpointslices.discovery.k8s.io")) {
      // A role holds a moment after it was made.
      await(what)
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  kubectl
                      .run("auth", "can-i", "watch", what, "-n", "oncall-operator", prometheus)
                      .out()
                      .startsWith("yes"));
    }
    assertThat(kubectl.run("auth", "can-i", "get", "secrets", "-n", "oncall-operator", prometheus))
        .returns(1, Run::code);
  }

  @Test
  void samplesAreTaken() {
    String namespace = server.newNamespace("samples");
    Run run = kubectl.run("apply", "-n", namespace, "-f", "deploy/samples/");
    assertThat(run).as("%s", run).returns(0, Run::code);
  }

  @Test
  void theLinkToAPageIsTaken() throws IOException {
    String page = Files.readString(Path.of("docs", "page.md"));
    String link = page.substring(page.indexOf("```yaml") + 7, page.indexOf("```\n\nA reader"));
    Run run = kubectl.run("apply", "-f", file(link));
    assertThat(run).as("%s", run).returns(0, Run::code);
  }

  /** A server before 1.25 does not know CEL rules, and so cannot check the file against itself. */
  @Test
  void newDefinitionsReplaceOldOnes() {
    Run run =
        server.isAtLeast(25)
            ? kubectl.run("apply", "-f", "crds/")
            : kubectl.run("replace", "--validate=false", "-f", "crds/");
    assertThat(run).as("%s", run).returns(0, Run::code);
  }

  private String apply(String kustomization) {
    Run rendered = kubectl.run("kustomize", kustomization);
    assertThat(rendered).as("%s", rendered).returns(0, Run::code);
    // The one kind that a server before 1.21 has under the name of its beta only.
    String text =
        server.isAtLeast(21)
            ? rendered.out()
            : rendered.out().replace("apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n");
    Run applied = kubectl.run("apply", "-f", file(text));
    assertThat(applied).as("%s", applied).returns(0, Run::code);
    return applied.out();
  }

  private static String file(String text) {
    try {
      Path file = Files.createTempFile("manifests", ".yaml");
      Files.writeString(file, text);
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
