package io.operatefirst.oncall.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.Kubectl;
import io.operatefirst.oncall.Run;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.Scene;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Where somebody types commands, in the namespace of a rotation that has begun. */
record Terminal(KubernetesClient client, TestClock clock, Path kubeconfig, String namespace) {

  static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: %s
      spec:
        engineers: [{name: alice, username: alice@example.org}, {name: bob}, {name: carol}]
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
        order: {atEndOfList: Repeat}
      """;

  static final String TASK =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata:
        name: %s
      spec: {rotation: sre, type: Task, summary: The disk is full, severity: Warning}
      """;

  /** Of an administrator, on the first morning of the rotation. */
  static Terminal open(KubernetesClient client, TestClock clock, LocalDate start)
      throws IOException {
    Scene.clear(client);
    clock.set(start.atTime(LocalTime.of(10, 0)).toInstant(ZoneOffset.UTC));
    Path admin = Kubectl.admin(ApiServer.running()).kubeconfig();
    Terminal terminal =
        new Terminal(client, clock, admin, ApiServer.running().newNamespace("plugin"));
    terminal.create(ROTATION.formatted("sre").replace("2026-11-23", start.toString()));
    await()
        .untilAsserted(
            () -> assertThat(terminal.oncall("who").out()).startsWith("alice is on call"));
    return terminal;
  }

  /** The same, of whoever has that token. */
  Terminal with(String token) {
    return new Terminal(
        client, clock, ApiServer.running().kubeconfigOf(token, namespace), namespace);
  }

  /** Changes the rotation. */
  void patch(String json) {
    client
        .resources(OnCallRotation.class)
        .inNamespace(namespace)
        .withName("sre")
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  void handOver(String at, String entry) {
    clock.set(Instant.parse(at));
    await().untilAsserted(() -> assertThat(oncall("handover").out()).startsWith(entry));
  }

  void mistake(String said, String... words) {
    Run run = oncall(words);
    assertThat(run.err()).contains(said).hasLineCount(1);
    assertThat(run.code()).as(said).isEqualTo(2);
  }

  static void done(String what, Run run, String said) {
    assertThat(run.err()).as(what).isEmpty();
    assertThat(run.out()).as(what).contains(said).endsWith("\n");
    assertThat(run.code()).as(what).isZero();
  }

  OnCallLogEntrySpec entry(String name) {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(namespace)
        .withName(name)
        .get()
        .getSpec();
  }

  void create(String yaml) {
    client
        .resource(
            client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
        .inNamespace(namespace)
        .create();
  }

  Run oncall(String... words) {
    return as("alice@example.org", words);
  }

  Run as(String user, String... words) {
    return run("kubectl-oncall", user, List.of(words), List.of("-n", namespace));
  }

  /** The word that is being completed comes last. */
  String completed(String... words) {
    return run("kubectl_complete-oncall", "alice", List.of("-n", namespace), List.of(words)).out();
  }

  private Run run(String script, String user, List<String> first, List<String> last) {
    List<String> command = new ArrayList<>(List.of("bash", "deploy/plugin/" + script));
    command.addAll(first);
    command.addAll(last);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECTL", Kubectl.binary());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("ONCALL_USER", user);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("ONCALL_ROTATION");
    return Run.of(builder);
  }
}
