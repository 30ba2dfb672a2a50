package io.operatefirst.oncall.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server takes what is valid, and refuses what the schema or a rule refuses. */
class CorpusApiIT {

  private static final String API = "/apis/oncall.operate-first.cloud/v1alpha1/namespaces/default/";
  private static final String ENTRIES = API + "oncalllogentries";
  private static final String OVERRIDES = API + "oncalloverrides";
  private static final String ROTATIONS = API + "oncallrotations?dryRun=All&fieldValidation=Strict";

  private final ApiServer server = ApiServer.running();

  static Stream<CorpusFile> refused() {
    return CorpusFile.in("invalid/schema");
  }

  static Stream<CorpusFile> taken() {
    return CorpusFile.in("valid", "invalid/semantic");
  }

  static Stream<CorpusFile> entries() {
    return CorpusFile.in("entry");
  }

  static Stream<CorpusFile> overrides() {
    return CorpusFile.in("override");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsInvalidIsRefused(CorpusFile file) {
    assumeNewEnough(file);

    KubernetesClientException refusal =
        catchThrowableOfType(KubernetesClientException.class, () -> create(file));

    assertThat(file.server()).isNotEmpty();
    assertContains(refusal, file.server());
  }

  private static void assertContains(
      KubernetesClientException refusal, List<List<String>> fragments) {
    assertThat(refusal).isNotNull();
    String message = withoutIndices(refusal.getStatus().getMessage());
    assertThat(fragments)
        .allSatisfy(
            wordings ->
                assertThat(message)
                    .containsAnyOf(
                        wordings.stream().map(CorpusApiIT::withoutIndices).toArray(String[]::new)));
  }

  /** What only the operator can know is no business of the server's. */
  @ParameterizedTest
  @MethodSource("taken")
  void whatIsValidIsTaken(CorpusFile file) {
    assumeNewEnough(file);

    create(file);
  }

  /** One document is created; of two the second replaces the first. */
  @ParameterizedTest
  @MethodSource("entries")
  void anEntryKeepsToItsRules(CorpusFile file) {
    assumeTrue(
        file.documents().stream().allMatch(CorpusApiIT::hasKnownType),
        "a type that is yet to come");
    keepsToItsRules(ENTRIES, file);
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void anOverrideKeepsToItsRules(CorpusFile file) {
    keepsToItsRules(OVERRIDES, file);
  }

  private void keepsToItsRules(String path, CorpusFile file) {
    assumeNewEnough(file);
    List<JsonNode> steps = file.documents();
    String name = UUID.randomUUID().toString();

    JsonNode kept = MissingNode.getInstance();
    for (JsonNode step : steps.subList(0, steps.size() - 1)) {
      kept = write(path, step, name, kept);
    }
    JsonNode before = kept;
    KubernetesClientException refusal =
        catchThrowableOfType(
            KubernetesClientException.class,
            () -> write(path, steps.get(steps.size() - 1), name, before));

    if (file.server().isEmpty()) {
      assertThat(refusal).isNull();
    } else {
      assertContains(refusal, file.server());
    }
  }

  private static boolean hasKnownType(JsonNode entry) {
    String type = entry.at("/spec/type").asText();
    return Stream.of(OnCallLogEntrySpec.Type.values())
        .anyMatch(known -> known.name().equalsIgnoreCase(type));
  }

  private JsonNode write(String path, JsonNode resource, String name, JsonNode before) {
    ObjectNode metadata = (ObjectNode) resource.get("metadata");
    metadata.put("name", name);
    if (before.isMissingNode()) {
      return json(server.client().raw(path, "POST", resource));
    }
    JsonNode latest = before;
    for (; ; ) {
      metadata.set("resourceVersion", latest.at("/metadata/resourceVersion"));
      try {
        return json(server.client().raw(path + "/" + name, "PUT", resource));
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          throw e;
        }
        // An operator of another test has written the status in between.
        latest = json(server.client().raw(path + "/" + name));
      }
    }
  }

  private JsonNode json(String text) {
    return server.client().getKubernetesSerialization().unmarshal(text, JsonNode.class);
  }

  private void assumeNewEnough(CorpusFile file) {
    assumeTrue(server.isAtLeast(file.needs()), "needs Kubernetes 1." + file.needs());
  }

  private void create(CorpusFile file) {
    server.client().raw(ROTATIONS, "POST", file.resource());
  }

  private static String withoutIndices(String message) {
    return message.replaceAll("\\[[0-9]+]", "");
  }
}
