package io.operatefirst.oncall.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.Kubectl;
import io.operatefirst.oncall.Run;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The plugin, run as people run it: against a real API server, while the operator does its work.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class PluginApiIT {

  private static final String ROTATION =
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

  private static final String TASK =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata:
        name: %s
      spec: {rotation: sre, type: Task, summary: The disk is full, severity: Warning}
      """;

  private static final List<String> ENTRIES_ONLY =
      List.of(
          """
          apiVersion: v1
          kind: ServiceAccount
          metadata: {name: night}
          """,
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: Role
          metadata: {name: night}
          rules:
          - apiGroups: [oncall.operate-first.cloud]
            resources: [oncalllogentries]
            verbs: [get, list, patch]
          """,
          """
          apiVersion: rbac.authorization.k8s.io/v1
          kind: RoleBinding
          metadata: {name: night}
          roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: night}
          subjects: [{kind: ServiceAccount, name: night, namespace: NAMESPACE}]
          """);

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Path kubeconfig;
  private String namespace;

  @BeforeEach
  void aRotationOnItsFirstDay() throws IOException {
    Scene.clear(client);
    clock.set(Instant.parse("2026-11-23T10:00:00Z"));
    kubeconfig = Kubectl.admin(ApiServer.running()).kubeconfig();
    namespace = ApiServer.running().newNamespace("plugin");
    create(ROTATION.formatted("sre"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(oncall("who").out()).startsWith("alice is on call"));
  }

  @Test
  void whoAndWhoIsNextAreSaidInTheZoneOfTheRotation() {
    assertThat(oncall("who").out())
        .startsWith("alice is on call until Tue 2026-11-24 09:00 CET.\nIn coverage: ");
    assertThat(oncall("next").out())
        .startsWith("Tue 2026-11-24 09:00 CET to Wed 2026-11-25 09:00 CET  bob\n")
        .hasLineCount(5);
  }

  @Test
  void whereNobodyIsAvailableThatIsSaid() {
    create(
        ROTATION
            .formatted("web")
            .replace("}, {", "}, {timeOff: [{from: \"2026-11-23\", to: \"2026-11-27\"}], ")
            .replace(
                "[{name: alice",
                "[{timeOff: [{from: \"2026-11-23\", to: \"2026-11-27\"}], name: alice"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(oncall("who", "-r", "web").out())
                    .startsWith("Nobody is on call")
                    .contains("\nNobody on the list is available until ")
                    .doesNotContain("overage: "));
  }

  @Test
  void outsideCoverageThatIsSaid() {
    clock.set(Instant.parse("2026-11-23T20:00:00Z"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(oncall("who").out())
                    .contains("\nNot in coverage: Nobody is expected to react at this hour."));
  }

  /** What is on duty then is of before. */
  @Test
  void whereNothingIsHandedOverWhatIsWrongIsSaid() {
    client
        .resources(OnCallRotation.class)
        .inNamespace(namespace)
        .withName("sre")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"schedule\":{\"timeZone\":\"Europe/Nowhere\"}}}");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(oncall("who").out())
                    .startsWith("alice is on call.\nspec.schedule.timeZone: \"Europe/Nowhere\" is")
                    .doesNotContain("overage: "));
  }

  @Test
  void anEntryFromTheFirstLookToTheRunbook() {
    // Whom a task concerns goes by when the server makes it, and so by the day of the run.
    clock.setToNoon();
    client
        .resources(OnCallRotation.class)
        .inNamespace(namespace)
        .withName("sre")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"engineers\":[{\"name\":\"alice\",\"username\":\"alice@example.org\"}]}}");
    create(TASK.formatted("registry-disk"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(oncall("log").out())
                    .contains("registry-disk")
                    .containsPattern("Warning +Open +alice +The disk is full"));
    assertThat(oncall("show", "disk").out())
        .startsWith("registry-disk: Task\nThe disk is full\nphase            Open\n")
        .contains("Acknowledged: alice has not acknowledged it yet")
        // A command stays in one piece.
        .contains(" --type merge -p '{\"spec\":{\"acknowledgedBy\":\"alice@example.org\"}}'\n");

    done("ack disk", oncall("ack", "disk"), "spec.acknowledgedBy=alice@example.org");
    done("help disk", oncall("help", "disk"), "spec.helpWanted=true");
    String words = "said \"no\" \\ to it's\n\told images: \u017elu\u0165, $(date) `id`";
    done("resolve", oncall("resolve", "disk", words, "--with", "bob, carol"), "spec.resolved=true");
    OnCallLogEntrySpec spec = entry("registry-disk");
    assertThat(spec.acknowledgedBy()).isEqualTo("alice@example.org");
    assertThat(spec.helpWanted()).isTrue();
    assertThat(spec.resolved()).isTrue();
    assertThat(spec.resolution()).isEqualTo(words);
    assertThat(spec.assistedBy()).containsExactly("bob", "carol");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(oncall("mine").out())
                    .containsPattern("(?s)Open:.*Runbooks owed:.*registry-disk"));

    done("runbook", oncall("runbook", "disk", "https://example.org/disk"), "spec.runbook=");
    assertThat(entry("registry-disk").runbook()).isEqualTo("https://example.org/disk");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(oncall("log").out()).doesNotContain("registry-disk"));
    assertThat(oncall("log", "--all").out()).contains("registry-disk");
  }

  @Test
  void linesEndAtBlanksAloneAndSoALongLinkStaysWhole() {
    String word = "\u3042".repeat(60);
    String link = "https://example.org/" + "runbooks/".repeat(12) + "disk.md";
    create(
        TASK.formatted("disk").replace("is full", "is full " + word + " and nobody knows why yet"));
    done("runbook", oncall("runbook", "disk", link), "spec.runbook=");

    assertThat(oncall("show", "disk").out())
        .contains("\nThe disk is full " + word + " and nobody knows why\nyet\n")
        .contains("\nrunbook          " + link + "\n");
  }

  /** Others have written it: it must not steer the terminal of who reads it. */
  @Test
  void whatSteersATerminalIsNotShown() {
    create(
        TASK.formatted("disk")
            .replace(
                "The disk is full", "\"The \\e[31mdisk\\x9b0m\\x7f is\\tfull \\u0105\\n\\xdb\""));
    assertThat(oncall("show", "disk").out())
        .contains("\nThe [31mdisk0m is\tfull \u0105\n\u00db\n")
        .doesNotContainPattern("[\\p{Cntrl}\u0080-\u009f&&[^\n\t]]");

    handOver("2026-11-24T08:00:00Z", "sre-handover-000002");
    done("words", oncall("handover", "--words", "\u001b]0;Watch\u0007 \u009betcd"), "spec.words=");
    assertThat(oncall("handover").out()).contains("\n]0;Watch etcd\n");
  }

  @Test
  void theNewestHandoverIsAcknowledgedByWhoTakesOver() {
    Run refused = as("bob", "ack");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("handover \"sre-handover-000001\": is to alice; --force");
    assertThat(entry("sre-handover-000001").acknowledged()).isFalse();

    done("ack", oncall("ack"), "oncalllogentry sre-handover-000001 : spec.acknowledgedBy=");
    assertThat(oncall("ack").out()).contains("by you already");
    assertThat(entry("sre-handover-000001").acknowledgedBy()).isEqualTo("alice@example.org");
  }

  @Test
  void theNewestHandoverIsToldInWordsByWhoHandsOver() {
    Run early = oncall("handover", "--words", "Watch etcd");
    assertThat(early.code()).isEqualTo(1);
    assertThat(early.err())
        .contains("handover \"sre-handover-000001\": is to you; your words belong to the one that")
        .contains("(from Tue 2026-11-24 09:00 CET on); --force");
    assertThat(entry("sre-handover-000001").words()).isNull();

    handOver("2026-11-24T08:00:00Z", "sre-handover-000002");
    done("words", oncall("handover", "--words", "Watch \"etcd\"", "--by", "call"), "spec.words=");
    as("bob", "ack");
    assertThat(oncall("handover").out())
        .startsWith("sre-handover-000002")
        .contains("acknowledged by bob, handed over by Call\nWatch \"etcd\"");

    assertThat(as("bob", "handover", "--words", "All is well", "--by", "chat").code()).isEqualTo(1);
    OnCallLogEntrySpec spec = entry("sre-handover-000002");
    assertThat(spec.words()).isEqualTo("Watch \"etcd\"");
    assertThat(spec.handedOverBy()).isEqualTo(OnCallLogEntrySpec.HandedOverBy.CALL);
    done("force", as("bob", "handover", "--words", "All is well", "--force"), "spec.words=");
    assertThat(entry("sre-handover-000002").words()).isEqualTo("All is well");
  }

  @Test
  void aHandoverThatIsCoveredFromItsFirstMinuteIsToWhoCovers() {
    // An override changes nothing that lies before the server made it, and so the future it is.
    client.resources(OnCallRotation.class).inNamespace(namespace).delete();
    namespace = ApiServer.running().newNamespace("plugin");
    clock.set(Instant.parse("2046-01-08T10:00:00Z"));
    create(ROTATION.formatted("sre").replace("2026-11-23", "2046-01-08"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(oncall("who").out()).startsWith("alice is on call"));
    done("cover", as("carol", "cover", "bob", "2046-01-09"), "sre-cover");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(oncall("next").out()).contains("carol (for bob)\n"));
    handOver("2046-01-09T08:00:00Z", "sre-handover-000002");

    Run refused = as("bob", "ack");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("handover \"sre-handover-000002\": is to carol; --force");

    done("ack", as("carol", "ack"), "oncalllogentry sre-handover-000002 : spec.acknowledgedBy=");
    assertThat(as("carol", "handover", "--words", "All is well").code()).isEqualTo(1);

    // Who has covered to the end hands over, here to herself.
    handOver("2046-01-10T08:00:00Z", "sre-handover-000003");
    done("words", as("carol", "handover", "--words", "All is well"), "sre-handover-000003");
  }

  @Test
  void whatSomebodyElseHasAcknowledgedStaysTheirs() {
    create(TASK.formatted("disk"));
    as("bob", "ack", "disk");

    Run refused = oncall("ack", "disk");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("entry \"disk\": is acknowledged by bob already");
    assertThat(entry("disk").acknowledgedBy()).isEqualTo("bob");

    oncall("ack", "disk", "--force");
    assertThat(entry("disk").acknowledgedBy()).isEqualTo("alice@example.org");
  }

  /** An intake writes the name on the list for who acknowledges where a question was asked. */
  @Test
  void whatIHaveAcknowledgedByMyNameOnTheListIsMine() {
    create(TASK.formatted("disk").replace("severity:", "acknowledgedBy: alice, severity:"));

    assertThat(oncall("ack", "disk").out()).contains("acknowledged by you already");
    assertThat(as("bob", "ack", "disk").code()).isEqualTo(1);
    assertThat(entry("disk").acknowledgedBy()).isEqualTo("alice");
  }

  @Test
  void aTaskASwapAndACoverAreCreated() {
    done("task", oncall("task", "Rotate \"the\" keys", "--severity", "Info"), "sre-task-");
    assertThat(client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems())
        .extracting(entry -> entry.getSpec().summary())
        .contains("Rotate \"the\" keys");

    done(
        "swap",
        oncall("swap", "with", "bob", "2026-11-26", "for", "2026-11-25", "--reason", "a \"party\""),
        "sre-swap-");
    done("cover", as("bob", "cover", "carol", "2026-11-30", "--reason", "a \"fair\""), "sre-cover");
    done("gap", as("carol", "cover", "2026-12-01", "2026-12-02"), "the duty of whoever has it");
    List<OnCallOverrideSpec> made =
        client.resources(OnCallOverride.class).inNamespace(namespace).list().getItems().stream()
            .map(OnCallOverride::getSpec)
            .toList();
    assertThat(made)
        .anySatisfy(
            swap -> {
              assertThat(swap.engineer()).isEqualTo("bob");
              assertThat(swap.whose()).isEqualTo("alice");
              assertThat(swap.from()).isEqualTo("2026-11-26");
              assertThat(swap.swapWith().to()).isEqualTo("2026-11-25");
              assertThat(swap.reason()).isEqualTo("a \"party\"");
            })
        .anySatisfy(
            cover -> {
              assertThat(cover.engineer()).isEqualTo("bob");
              assertThat(cover.whose()).isEqualTo("carol");
              assertThat(cover.to()).isEqualTo("2026-11-30");
              assertThat(cover.reason()).isEqualTo("a \"fair\"");
            })
        .anySatisfy(
            gap -> {
              assertThat(gap.engineer()).isEqualTo("carol");
              assertThat(gap.whose()).isNull();
              assertThat(gap.from()).isEqualTo("2026-12-01");
              assertThat(gap.to()).isEqualTo("2026-12-02");
            });
  }

  /** Nothing keeps a name from looking like a date. */
  @Test
  void whoIsCalledLikeADateIsCovered() {
    client
        .resources(OnCallRotation.class)
        .inNamespace(namespace)
        .withName("sre")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"engineers\":[{\"name\":\"bob\"},{\"name\":\"2026-12-01\"}]}}");
    assertThat(as("bob", "cover", "2026-12-01", "2026-12-02", "--dry-run").out())
        .contains("\"for\":\"2026-12-01\",\"from\":\"2026-12-02\",\"to\":\"2026-12-02\"");
    assertThat(as("bob", "cover", "2026-12-02", "2026-12-03", "--dry-run").out())
        .contains("\"engineer\":\"bob\",\"from\":\"2026-12-02\",\"to\":\"2026-12-03\"");
  }

  @Test
  void aDryRunPrintsTheCommandAndChangesNothing() {
    create(TASK.formatted("disk"));
    assertThat(oncall("resolve", "disk", "it's over", "--dry-run").out())
        .endsWith(
            " patch ocl disk --type merge -p"
                + " '{\"spec\":{\"resolved\":true,\"resolution\":\"it'\\''s over\"}}'\n");
    assertThat(oncall("task", "keys", "--dry-run").out()).contains("create -f - <<'EOF'\n{");
    assertThat(entry("disk").resolved()).isFalse();
    assertThat(client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems())
        .noneMatch(entry -> entry.getMetadata().getName().startsWith("sre-task-"));
  }

  @Test
  void aMistakeIsNamedWithWhatWouldBeRight() {
    create(TASK.formatted("disk-one"));
    create(TASK.formatted("disk-two"));

    mistake("\"whoo\": unknown command", "whoo");
    mistake("--frob: unknown option", "who", "--frob");
    mistake("--rotation \"s\"re\": must be a name", "who", "-r", "s\"re");
    mistake("ENTRY: is missing", "show");
    mistake("entry \"nothing\": no entry", "show", "nothing");
    mistake("entry \"disk\": is ambiguous, must be one of disk-one, disk-two", "ack", "disk");
    mistake("resolution: is missing", "resolve", "disk-one");
    mistake("\"old\": unexpected", "resolve", "disk-one", "deleted", "old");
    mistake("URL \"wiki\": must be", "runbook", "disk-one", "wiki");
    mistake(
        "--severity \"High\": must be Info, Warning or Critical", "task", "x", "--severity=High");
    mistake("--by \"fax\": must be call or chat", "handover", "--by", "fax");
    mistake("date \"Friday\": must be like", "swap", "with", "bob", "Friday", "2026-12-04");
    mistake(
        "engineer \"zed\": must be one of alice, bob, carol",
        "swap",
        "with",
        "zed",
        "2026-12-03",
        "2026-12-04");
    mistake("engineer \"alice\": that is you", "cover", "alice", "2026-12-03");
    mistake("engineer \"zed\": must be one of", "cover", "zed", "2026-12-03");
    mistake("FROM \"tomorrow\": must be like", "cover", "bob", "tomorrow");
    mistake("TO \"bob\": must be later than FROM", "cover", "2026-12-03", "bob");
    create(ROTATION.formatted("web"));
    mistake("--rotation: must be one of sre, web", "who");
    assertThat(oncall("who", "-r", "sre").code()).isZero();
  }

  @Test
  void whoIsUnknownIsToldWhatToSet() {
    Run run = as("", "ack", "handover-000001");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("export ONCALL_USER=your-name");
  }

  @Test
  void whatTheServerRefusesIsPassedOn() {
    Run run = oncall("who", "-r", "none");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("NotFound");
  }

  /** Rights on entries are enough for them; the rotation is not asked where the entry is named. */
  @Test
  void whoMayOnlyReadAndPatchEntriesDoesJustThat() throws IOException {
    create(TASK.formatted("disk"));
    for (String yaml : ENTRIES_ONLY) {
      create(yaml.replace("NAMESPACE", namespace));
    }
    String token =
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName("night")
            .tokenRequest()
            .getStatus()
            .getToken();
    kubeconfig = ApiServer.running().kubeconfigOf(token, namespace);

    done("ack", as("night", "ack", "disk"), "spec.acknowledgedBy=night");
    assertThat(entry("disk").acknowledgedBy()).isEqualTo("night");
    Run run = as("night", "task", "Rotate the keys", "-r", "sre");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("Forbidden");
  }

  @Test
  void completionKnowsCommandsEntriesAndEngineers() {
    create(TASK.formatted("disk"));
    assertThat(completed("r")).isEqualTo("resolve\nrunbook\n:4\n");
    assertThat(completed("ack", "d")).isEqualTo("disk\n:4\n");
    assertThat(completed("swap", "with", "")).isEqualTo("alice\nbob\ncarol\n:4\n");
    assertThat(completed("handover", "--by", "")).isEqualTo("call\nchat\n:4\n");
  }

  @Test
  void helpAloneIsUsageAndFitsATerminal() {
    assertThat(oncall("help").out()).isEqualTo(oncall("--help").out()).startsWith("Usage: ");
    assertThat(oncall("help").out().lines()).allMatch(line -> line.length() <= 100);
  }

  private void handOver(String at, String entry) {
    clock.set(Instant.parse(at));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(oncall("handover").out()).startsWith(entry));
  }

  private void mistake(String said, String... words) {
    Run run = oncall(words);
    assertThat(run.err()).contains(said).hasLineCount(1);
    assertThat(run.code()).as(said).isEqualTo(2);
  }

  private static void done(String what, Run run, String said) {
    assertThat(run.err()).as(what).isEmpty();
    assertThat(run.out()).as(what).contains(said).endsWith("\n");
    assertThat(run.code()).as(what).isZero();
  }

  private OnCallLogEntrySpec entry(String name) {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(namespace)
        .withName(name)
        .get()
        .getSpec();
  }

  private void create(String yaml) {
    client
        .resource(
            client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
        .inNamespace(namespace)
        .create();
  }

  private Run oncall(String... words) {
    return as("alice@example.org", words);
  }

  private Run as(String user, String... words) {
    return run("kubectl-oncall", user, List.of(words), List.of("-n", namespace));
  }

  /** The word that is being completed comes last. */
  private String completed(String... words) {
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
