package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.Kubectl;
import io.operatefirst.oncall.MailServer.Mail;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.Run;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/backup.md saves comes back, and says what of it nobody is told a second time. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(MailServerResource.class)
class BackupApiIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALERT =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: %1$s}
      spec:
        rotation: sre
        type: Alert
        severity: Warning
        summary: %1$s
        source:
          key: %1$s
          startsAt: "%2$s"
          alert: {labels: [{name: alertname, value: %1$s}]}
      """;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Scene before;
  private Scene after;
  private LocalDate today;
  private OnCallRotationStatus status;
  private Map<String, OnCallLogEntrySpec> log;
  private ObjectNode backup;

  @BeforeEach
  void aRotationThatHasWorkedForAWhileIsSavedAndLost() throws Exception {
    Scene.clear(client);
    MailServerResource.running().forget();
    ZoneId zone = clock.setToNoon();
    today = LocalDate.ofInstant(clock.instant(), zone);
    before = new Scene(client, ApiServer.running().newNamespace("backup"), "sre");
    before.create(
        Scene.ALWAYS
                .formatted(today)
                .replace("Europe/Prague", zone.getId())
                .replaceAll("\\{name: (alice|bob|carol)}", "{name: $1, email: $1@example.org}")
            + "  notifications: {email: {from: oncall@example.org}}\n");
    before.awaitOnCall("alice", 1);
    before.create(ALERT.formatted("seen", clock.instant()));
    before.create(ALERT.formatted("owed", clock.instant()));
    before.create(ALERT.formatted("unseen", clock.instant()));
    before.patch("seen", "{\"spec\":{\"acknowledgedBy\":\"alice\"}}");
    before.patch(
        "owed", "{\"spec\":{\"acknowledgedBy\":\"alice\",\"resolved\":true,\"resolution\":\"x\"}}");
    for (String entry : List.of("seen", "owed", "unseen")) {
      before.awaitEntry(entry, shown -> assertThat(shown.onCall()).isEqualTo("alice"));
    }
    before.awaitEntry("unseen", shown -> assertThat(shown.notices()).hasSize(1));
    clock.advance(Duration.ofDays(1));
    before.awaitOnCall("bob", 2);
    before.patch(
        HandoverEntries.nameOf("sre", 2),
        "{\"spec\":{\"acknowledgedBy\":\"bob\",\"words\":\"Watch etcd\"}}");
    before.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata: {name: dentist}
        spec: {rotation: sre, engineer: alice, for: carol, from: "%1$s", to: "%1$s"}
        """
            .formatted(today.plusDays(2)));
    before.awaitEntry(
        HandoverEntries.nameOf("sre", 2),
        shown -> {
          assertThat(shown.phase()).isEqualTo(Phase.CLOSED);
          assertThat(shown.notices()).extracting(NoticeStatus::notice).contains("Words");
        });
    before.awaitStatus(
        shown -> {
          assertThat(shown.undocumentedEntries()).isEqualTo(1);
          assertThat(shown.upcoming().get(0).engineer()).isEqualTo("alice");
        });
    await("who covers for whom is told")
        .untilAsserted(
            () ->
                assertThat(override().getStatus().notices())
                    .singleElement()
                    .satisfies(told -> assertThat(told.to()).containsExactly("alice", "carol")));
    status = before.status();
    log = specs(before);
    backup = save();
    before.rotation().delete();
    client.resources(OnCallOverride.class).inNamespace(before.namespace()).delete();
    client.resources(OnCallLogEntry.class).inNamespace(before.namespace()).delete();
    after = new Scene(client, ApiServer.running().newNamespace("restored"), "sre");
    MailServerResource.running().forget();
  }

  @Test
  void withItsStatusesTheRotationGoesOnAndNobodyIsToldAgain() throws Exception {
    restore("OnCallLogEntry", true);
    restore("OnCallOverride", true);
    restore("OnCallRotation", true);

    goesOn();
    for (String entry : List.of("seen", "owed", "unseen")) {
      assertThat(after.entry(entry).get().getStatus().onCall()).as(entry).isEqualTo("alice");
    }
    // What the next handover is told with may have come by now.
    assertThat(MailServerResource.running().received())
        .extracting(Mail::subject)
        .allMatch(
            one -> one.contains("bob hands over to alice") || one.contains("A runbook is yours"));
  }

  @Test
  void withoutStatusesTheRotationGoesOnAndWhatIsOpenIsToldToWhoIsOnCallNow() throws Exception {
    restore("OnCallLogEntry", false);
    restore("OnCallOverride", false);
    restore("OnCallRotation", false);

    goesOn();
    after.awaitEntry("unseen", shown -> assertThat(shown.onCall()).isEqualTo("bob"));
    after.awaitEntry("unseen", shown -> assertThat(shown.notices()).hasSize(1));
    assertThat(after.entry("seen").get().getStatus().notices()).isNull();
    assertThat(after.entry("owed").get().getStatus().notices()).isNull();
  }

  @Test
  void aRotationThatCameBackBeforeItsLogIsRestoredOnceMore() throws Exception {
    restore("OnCallRotation", false);
    await("it has begun anew").untilAsserted(() -> assertThat(after.entries()).hasSize(1));
    after.rotation().delete();
    await("it is gone").until(() -> after.rotation().get() == null);
    after.entry(1).delete();
    restore("OnCallLogEntry", false);
    restore("OnCallOverride", false);
    restore("OnCallRotation", false);

    goesOn();
  }

  /** The same engineer, the same boxes, the same coming shifts; what people wrote; and the next. */
  private void goesOn() {
    after.awaitStatus(
        shown -> {
          assertThat(shown.lastHandover().sequence()).isEqualTo(2);
          assertThat(shown)
              .usingRecursiveComparison()
              .ignoringFields("conditions", "observedGeneration", "notices")
              .isEqualTo(status);
        });
    assertThat(specs(after)).isEqualTo(log);
    assertThat(after.condition(Conditions.HANDED_OVER).getReason())
        .isEqualTo(Conditions.ACKNOWLEDGED);
    clock.advance(Duration.ofDays(1));
    after.awaitStatus(shown -> assertThat(shown.lastHandover().sequence()).isEqualTo(3));
    assertThat(after.status().onCall()).isEqualTo("alice");
    assertThat(after.entry(3).get().getSpec().handover().to()).isEqualTo("carol");
    assertThat(after.entry(3).get().getSpec().handover().toCover()).isEqualTo("alice");
    assertThat(after.entries()).hasSize(log.size() + 1);
  }

  private static Map<String, OnCallLogEntrySpec> specs(Scene scene) {
    Map<String, OnCallLogEntrySpec> specs = new TreeMap<>();
    scene.entries().forEach(entry -> specs.put(entry.getMetadata().getName(), entry.getSpec()));
    return specs;
  }

  private OnCallOverride override() {
    return client
        .resources(OnCallOverride.class)
        .inNamespace(before.namespace())
        .withName("dentist")
        .get();
  }

  /** As docs/backup.md does with jq: without what belongs to the server that it came from. */
  private ObjectNode save() throws Exception {
    ObjectNode list =
        (ObjectNode)
            JSON.readTree(kubectl("get", "ocl,oco,ocr", "-n", before.namespace(), "-o", "json"));
    for (JsonNode item : list.get("items")) {
      item.withObjectProperty("metadata").retain("name", "labels", "annotations");
    }
    return list;
  }

  private void restore(String kind, boolean withStatus) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    backup.get("items").forEach(item -> items.add(item));
    items.removeIf(item -> !item.get("kind").asText().equals(kind));
    assertThat(items).as(kind).isNotEmpty();
    ObjectNode list = backup.deepCopy();
    list.putArray("items").addAll(items);
    Path file = Files.writeString(Files.createTempFile("backup", ".json"), list.toString());
    kubectl("create", "-n", after.namespace(), "-f", file.toString());
    if (withStatus) {
      items.forEach(this::restoreStatus);
    }
  }

  private static String kubectl(String... words) {
    Run run = Kubectl.admin(ApiServer.running()).run(words);
    assertThat(run).as("%s", run).returns(0, Run::code);
    return run.out();
  }

  /** As kubectl replace --subresource=status does, from 1.24 on. */
  private void restoreStatus(JsonNode item) {
    ObjectNode shown = JSON.createObjectNode().set("status", item.get("status"));
    String name = item.at("/metadata/name").asText();
    Resource<?> resource =
        switch (item.get("kind").asText()) {
          case "OnCallLogEntry" -> after.entry(name);
          case "OnCallOverride" ->
              client.resources(OnCallOverride.class).inNamespace(after.namespace()).withName(name);
          default -> after.rotation();
        };
    resource.subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), shown.toString());
  }
}
