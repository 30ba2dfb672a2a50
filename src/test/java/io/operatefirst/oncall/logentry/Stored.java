package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Decision;
import io.operatefirst.oncall.log.Logged;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.Triage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a signal in a log that is empty, as the API server keeps it. */
public final class Stored {

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA = schema();

  private Stored() {}

  private static JsonSchema schema() {
    try (InputStream crd =
        Stored.class.getResourceAsStream(
            "/crds/oncalllogentries.oncall.operate-first.cloud-v1.yml")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(new YAMLMapper().readTree(crd).at("/spec/versions/0/schema/openAPIV3Schema"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A rotation in a namespace, as the API server gives it. */
  public static OnCallRotation rotation(String yaml) {
    return SERIALIZATION.unmarshal(yaml, OnCallRotation.class);
  }

  /**
   * That the server takes the entry that a signal becomes, and keeps it as it is; and that the same
   * signal again is no news.
   */
  public static void holds(OnCallRotation rotation, Signal signal) {
    Observation seen = Sightings.asWritten(signal.observation());
    if (!(Triage.decide(seen, Optional.empty(), () -> true, NOW)
        instanceof Decision.Create create)) {
      return;
    }
    OnCallLogEntry kept = kept(entry(rotation, signal, create));
    assertThat(
            Triage.decide(
                seen,
                Optional.of(new Logged("known", false, Sightings.of(kept).orElseThrow())),
                () -> true,
                NOW.plusSeconds(60)))
        .isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
  }

  /**
   * Whether the server would take what is said to be an entry: by the schema, without its rules.
   */
  public static boolean isTaken(JsonNode entry) {
    return entry.isObject()
        && entry.path("spec").isObject()
        && entry.at("/metadata/name").isTextual()
        && entry.at("/metadata/namespace").isTextual()
        && entry.at("/metadata/creationTimestamp").asText().equals(NOW.toString())
        && entry.path("metadata").size() == 3
        && entry.path("apiVersion").isTextual()
        && entry.path("kind").asText().equals("OnCallLogEntry")
        && SCHEMA.validate(entry).isEmpty();
  }

  /** The same of a question. */
  public static void holds(OnCallRotation rotation, Question question) {
    holds(
        rotation,
        QuestionDesk.signal(
            rotation, question, new Faq(rotation.getSpec().faq()).answers(question.text())));
  }

  private static OnCallLogEntry entry(
      OnCallRotation rotation, Signal signal, Decision.Create create) {
    OnCallLogEntry entry = EntryBuilder.entry(rotation, signal, create);
    entry.getMetadata().setGeneration(1L);
    entry.getMetadata().setCreationTimestamp(NOW.toString());
    entry.setStatus(
        ProblemView.of(
            entry,
            Responsible.NOBODY,
            Optional.of(rotation),
            Optional.of(create.sighting()),
            null,
            Optional.empty(),
            null,
            Escalated.shownIn(null),
            NOW));
    return entry;
  }

  private static OnCallLogEntry kept(OnCallLogEntry written) {
    String sent = SERIALIZATION.asJson(written);
    String kept = new String(sent.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(kept).as("in UTF-8").isEqualTo(sent);
    try {
      JsonNode json = JSON.readTree(kept);
      assertThat(SCHEMA.validate(json)).as("what the server would refuse").isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SERIALIZATION.unmarshal(kept, OnCallLogEntry.class);
  }
}
