package io.operatefirst.oncall.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.Kubectl;
import io.operatefirst.oncall.OperatorAccount;
import io.operatefirst.oncall.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The policies on a server that knows them: a person, who may do all but what they forbid. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesApiIT {

  private static final String ENTRY =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: %s}
      spec: {rotation: sre, type: Task, summary: The disk is full, acknowledgedBy: %s}
      """;

  private static final String HANDOVER =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: sre-handover-000001}
      spec:
        rotation: sre
        type: Handover
        summary: alice has the first shift
        handover:
          sequence: 1
          reason: FirstShift
          to: alice
          cycle: {number: 1}
          order: []
          turns: []
          at: "2026-11-23T08:00:00Z"
          shift: {start: "2026-11-23T08:00:00Z", end: "2026-11-24T08:00:00Z"}
      """;

  private Kubectl admin;
  @AutoClose private ApiServer server;
  private String namespace;

  /** On a server of its own: other tests write in whose name they like. */
  @BeforeAll
  void policies() {
    assumeTrue(ApiServer.running().isAtLeast(30), "this server knows no ValidatingAdmissionPolicy");
    server = ApiServer.another();
    admin = Kubectl.admin(server);
    namespace = server.newNamespace("policies");
    taken(admin.run("apply", "-k", "deploy/policies/"));
    taken(
        admin.run(
            "create",
            "rolebinding",
            "alice",
            "-n",
            namespace,
            "--clusterrole=oncall-lead",
            "--user=alice"));
    // A policy holds a moment after it was made.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> create("alice", ENTRY.formatted("probe", "bob")).code() != 0);
  }

  @Test
  void peopleAcknowledgeInTheirOwnNames() {
    taken(create("alice", ENTRY.formatted("own", "alice")));
    assertThat(create("alice", ENTRY.formatted("other", "bob")).err())
        .contains("spec.acknowledgedBy must be your own user name on the cluster");
    taken(create(OperatorAccount.USER, ENTRY.formatted("asked", "bob")));
  }

  @Test
  void handoversAreMadeByTheOperator() {
    assertThat(create("alice", HANDOVER).err())
        .contains("Handover entries, and what is named as they are, are made by the operator");
    String inTheWay = ENTRY.formatted("sre-handover-000001", "alice");
    assertThat(create("alice", inTheWay).err()).contains("what is named as they are");
    taken(
        create(
            "alice",
            inTheWay.replace("{name: sre-handover-000001}", "{generateName: sre-handover-}")));
    taken(create(OperatorAccount.USER, HANDOVER));
    assertThat(as("alice", "delete", "ocl", "sre-handover-000001").code()).isNotZero();
    taken(as(OperatorAccount.USER, "delete", "ocl", "sre-handover-000001"));
  }

  @Test
  void whatHasASourceIsReportedByTheOperator() {
    String report =
        ENTRY
            .formatted("report", "alice")
            .replace("summary", "source: {key: x, startsAt: \"2026-11-23T08:00:00Z\"}, summary");
    assertThat(create("alice", report).err()).contains("are reported by the operator");
    String alike = ENTRY.formatted("alike", "alice").replace("type: Task", "type: Alert");
    assertThat(create("alice", alike).err()).contains("are reported by the operator");
    taken(create(OperatorAccount.USER, report));
  }

  private Run create(String user, String yaml) {
    try {
      Path file = Files.createTempFile("entry", ".yaml");
      Files.writeString(file, yaml);
      return as(user, "create", "-f", file.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Run as(String user, String verb, String... more) {
    String[] words = new String[more.length + 5];
    System.arraycopy(new String[] {"--as", user, "-n", namespace, verb}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return admin.run(words);
  }

  private static void taken(Run run) {
    assertThat(run).as("%s", run).returns(0, Run::code);
  }
}
