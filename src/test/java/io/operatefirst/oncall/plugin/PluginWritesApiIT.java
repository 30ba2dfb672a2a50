package io.operatefirst.oncall.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.Run;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideSpec;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the plugin writes, and in whose name, run as people run it: against a real API server, while
 * the operator does its work.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class PluginWritesApiIT {

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

  private Terminal terminal;

  @BeforeEach
  void aRotationOnItsFirstDay() throws IOException {
    terminal = Terminal.open(client, clock, LocalDate.parse("2026-11-23"));
  }

  @Test
  void anEntryFromTheFirstLookToTheRunbook() {
    // Whom a task concerns goes by when the server makes it, and so by the day of the run.
    clock.setToNoon();
    terminal.patch(
        "{\"spec\":{\"engineers\":[{\"name\":\"alice\",\"username\":\"alice@example.org\"}]}}");
    terminal.create(Terminal.TASK.formatted("registry-disk"));
    await()
        .untilAsserted(
            () ->
                assertThat(terminal.oncall("log").out())
                    .contains("registry-disk")
                    .containsPattern("Warning +Open +alice +The disk is full"));
    assertThat(terminal.oncall("show", "disk").out())
        .startsWith("registry-disk: Task\nThe disk is full\nphase            Open\n")
        .contains("Acknowledged: alice has not acknowledged it yet")
        // A command stays in one piece.
        .contains(" --type merge -p '{\"spec\":{\"acknowledgedBy\":\"alice@example.org\"}}'\n");

    Terminal.done(
        "ack disk", terminal.oncall("ack", "disk"), "spec.acknowledgedBy=alice@example.org");
    Terminal.done("help disk", terminal.oncall("help", "disk"), "spec.helpWanted=true");
    String words = "said \"no\" \\ to it's\n\told images: \u017elu\u0165, $(date) `id`";
    Terminal.done(
        "resolve",
        terminal.oncall("resolve", "disk", words, "--with", "bob, carol"),
        "spec.resolved=true");
    OnCallLogEntrySpec spec = terminal.entry("registry-disk");
    assertThat(spec.acknowledgedBy()).isEqualTo("alice@example.org");
    assertThat(spec.helpWanted()).isTrue();
    assertThat(spec.resolved()).isTrue();
    assertThat(spec.resolution()).isEqualTo(words);
    assertThat(spec.assistedBy()).containsExactly("bob", "carol");
    await()
        .untilAsserted(
            () ->
                assertThat(terminal.oncall("mine").out())
                    .containsPattern("(?s)Open:.*Runbooks owed:.*registry-disk"));

    Terminal.done(
        "runbook", terminal.oncall("runbook", "disk", "https://example.org/disk"), "spec.runbook=");
    assertThat(terminal.entry("registry-disk").runbook()).isEqualTo("https://example.org/disk");
    await()
        .untilAsserted(
            () -> assertThat(terminal.oncall("log").out()).doesNotContain("registry-disk"));
    assertThat(terminal.oncall("log", "--all").out()).contains("registry-disk");
  }

  @Test
  void theNewestHandoverIsAcknowledgedByWhoTakesOver() {
    Run refused = terminal.as("bob", "ack");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("handover \"sre-handover-000001\": is to alice; --force");
    assertThat(terminal.entry("sre-handover-000001").acknowledged()).isFalse();

    Terminal.done(
        "ack", terminal.oncall("ack"), "oncalllogentry sre-handover-000001 : spec.acknowledgedBy=");
    assertThat(terminal.oncall("ack").out()).contains("by you already");
    assertThat(terminal.entry("sre-handover-000001").acknowledgedBy())
        .isEqualTo("alice@example.org");
  }

  @Test
  void theNewestHandoverIsToldInWordsByWhoHandsOver() {
    Run early = terminal.oncall("handover", "--words", "Watch etcd");
    assertThat(early.code()).isEqualTo(1);
    assertThat(early.err())
        .contains("handover \"sre-handover-000001\": is to you; your words belong to the one that")
        .contains("(from Tue 2026-11-24 09:00 CET on); --force");
    assertThat(terminal.entry("sre-handover-000001").words()).isNull();

    terminal.handOver("2026-11-24T08:00:00Z", "sre-handover-000002");
    Terminal.done(
        "words",
        terminal.oncall("handover", "--words", "Watch \"etcd\"", "--by", "call"),
        "spec.words=");
    terminal.as("bob", "ack");
    assertThat(terminal.oncall("handover").out())
        .startsWith("sre-handover-000002")
        .contains("acknowledged by bob, handed over by Call\nWatch \"etcd\"");

    assertThat(terminal.as("bob", "handover", "--words", "All is well", "--by", "chat").code())
        .isEqualTo(1);
    OnCallLogEntrySpec spec = terminal.entry("sre-handover-000002");
    assertThat(spec.words()).isEqualTo("Watch \"etcd\"");
    assertThat(spec.handedOverBy()).isEqualTo(OnCallLogEntrySpec.HandedOverBy.CALL);
    Terminal.done(
        "force",
        terminal.as("bob", "handover", "--words", "All is well", "--force"),
        "spec.words=");
    assertThat(terminal.entry("sre-handover-000002").words()).isEqualTo("All is well");
  }

  @Test
  void aHandoverThatIsCoveredFromItsFirstMinuteIsToWhoCovers() throws IOException {
    // An override changes nothing that lies before the server made it, and so the future it is.
    terminal = Terminal.open(client, clock, LocalDate.parse("2046-01-08"));
    Terminal.done("cover", terminal.as("carol", "cover", "bob", "2046-01-09"), "sre-cover");
    await()
        .untilAsserted(
            () -> assertThat(terminal.oncall("next").out()).contains("carol (for bob)\n"));
    terminal.handOver("2046-01-09T08:00:00Z", "sre-handover-000002");

    Run refused = terminal.as("bob", "ack");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("handover \"sre-handover-000002\": is to carol; --force");

    Terminal.done(
        "ack",
        terminal.as("carol", "ack"),
        "oncalllogentry sre-handover-000002 : spec.acknowledgedBy=");
    assertThat(terminal.as("carol", "handover", "--words", "All is well").code()).isEqualTo(1);

    // Who has covered to the end hands over, here to herself.
    terminal.handOver("2046-01-10T08:00:00Z", "sre-handover-000003");
    Terminal.done(
        "words", terminal.as("carol", "handover", "--words", "All is well"), "sre-handover-000003");
  }

  @Test
  void whatSomebodyElseHasAcknowledgedStaysTheirs() {
    terminal.create(Terminal.TASK.formatted("disk"));
    terminal.as("bob", "ack", "disk");

    Run refused = terminal.oncall("ack", "disk");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("entry \"disk\": is acknowledged by bob already");
    assertThat(terminal.entry("disk").acknowledgedBy()).isEqualTo("bob");

    terminal.oncall("ack", "disk", "--force");
    assertThat(terminal.entry("disk").acknowledgedBy()).isEqualTo("alice@example.org");
  }

  /** An intake writes the name on the list for who acknowledges where a question was asked. */
  @Test
  void whatIHaveAcknowledgedByMyNameOnTheListIsMine() {
    terminal.create(
        Terminal.TASK.formatted("disk").replace("severity:", "acknowledgedBy: alice, severity:"));

    assertThat(terminal.oncall("ack", "disk").out()).contains("acknowledged by you already");
    assertThat(terminal.as("bob", "ack", "disk").code()).isEqualTo(1);
    assertThat(terminal.entry("disk").acknowledgedBy()).isEqualTo("alice");
  }

  @Test
  void aTaskASwapAndACoverAreCreated() {
    Terminal.done(
        "task", terminal.oncall("task", "Rotate \"the\" keys", "--severity", "Info"), "sre-task-");
    assertThat(
            client
                .resources(OnCallLogEntry.class)
                .inNamespace(terminal.namespace())
                .list()
                .getItems())
        .extracting(entry -> entry.getSpec().summary())
        .contains("Rotate \"the\" keys");

    Terminal.done(
        "swap",
        terminal.oncall(
            "swap", "with", "bob", "2026-11-26", "for", "2026-11-25", "--reason", "a \"party\""),
        "sre-swap-");
    Terminal.done(
        "cover",
        terminal.as("bob", "cover", "carol", "2026-11-30", "--reason", "a \"fair\""),
        "sre-cover");
    Terminal.done(
        "gap",
        terminal.as("carol", "cover", "2026-12-01", "2026-12-02"),
        "the duty of whoever has it");
    List<OnCallOverrideSpec> made =
        client
            .resources(OnCallOverride.class)
            .inNamespace(terminal.namespace())
            .list()
            .getItems()
            .stream()
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
    terminal.patch("{\"spec\":{\"engineers\":[{\"name\":\"bob\"},{\"name\":\"2026-12-01\"}]}}");
    assertThat(terminal.as("bob", "cover", "2026-12-01", "2026-12-02", "--dry-run").out())
        .contains("\"for\":\"2026-12-01\",\"from\":\"2026-12-02\",\"to\":\"2026-12-02\"");
    assertThat(terminal.as("bob", "cover", "2026-12-02", "2026-12-03", "--dry-run").out())
        .contains("\"engineer\":\"bob\",\"from\":\"2026-12-02\",\"to\":\"2026-12-03\"");
  }

  @Test
  void aDryRunPrintsTheCommandAndChangesNothing() {
    terminal.create(Terminal.TASK.formatted("disk"));
    assertThat(terminal.oncall("resolve", "disk", "it's over", "--dry-run").out())
        .endsWith(
            " patch ocl disk --type merge -p"
                + " '{\"spec\":{\"resolved\":true,\"resolution\":\"it'\\''s over\"}}'\n");
    assertThat(terminal.oncall("task", "keys", "--dry-run").out())
        .contains("create -f - <<'EOF'\n{");
    assertThat(terminal.entry("disk").resolved()).isFalse();
    assertThat(
            client
                .resources(OnCallLogEntry.class)
                .inNamespace(terminal.namespace())
                .list()
                .getItems())
        .noneMatch(entry -> entry.getMetadata().getName().startsWith("sre-task-"));
  }

  @Test
  void whoIsUnknownIsToldWhatToSet() {
    Run run = terminal.as("", "ack", "handover-000001");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("export ONCALL_USER=your-name");
  }

  /** Rights on entries are enough for them; the rotation is not asked where the entry is named. */
  @Test
  void whoMayOnlyReadAndPatchEntriesDoesJustThat() throws IOException {
    terminal.create(Terminal.TASK.formatted("disk"));
    for (String yaml : ENTRIES_ONLY) {
      terminal.create(yaml.replace("NAMESPACE", terminal.namespace()));
    }
    String token =
        client
            .serviceAccounts()
            .inNamespace(terminal.namespace())
            .withName("night")
            .tokenRequest()
            .getStatus()
            .getToken();
    terminal = terminal.with(token);

    Terminal.done("ack", terminal.as("night", "ack", "disk"), "spec.acknowledgedBy=night");
    assertThat(terminal.entry("disk").acknowledgedBy()).isEqualTo("night");
    Run run = terminal.as("night", "task", "Rotate the keys", "-r", "sre");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("Forbidden");
  }
}
