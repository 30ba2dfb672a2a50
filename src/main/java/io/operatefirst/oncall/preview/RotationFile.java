package io.operatefirst.oncall.preview;

import static io.operatefirst.oncall.rotation.HandoverEntries.isOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.HandoverEntries;
import io.operatefirst.oncall.rotation.Problem;
import io.operatefirst.oncall.rotation.RosterReader;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Roster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads the files that a command is given: a rotation, and the state of one that is running. */
final class RotationFile {

  private static final YAMLMapper YAML = new YAMLMapper();

  private final KubernetesSerialization serialization;
  private final RosterReader rosters;

  RotationFile(KubernetesSerialization serialization, RosterReader rosters) {
    this.serialization = serialization;
    this.rosters = rosters;
  }

  /** The rotation in a file, as the API server would take it. */
  OnCallRotation rotation(Path file) throws InvalidInput {
    JsonNode resource = read(file);
    if (!"OnCallRotation".equals(resource.path("kind").asText())) {
      throw new InvalidInput(
          file + ": kind: " + resource.path("kind") + " is not a rotation; write OnCallRotation");
    }
    if (resource.at("/metadata/name").asText().isEmpty()) {
      throw new InvalidInput(file + ": metadata.name: is missing. A rotation needs a name");
    }
    if (resource.at("/metadata/namespace").isMissingNode()) {
      ((ObjectNode) resource.get("metadata")).put("namespace", "default");
    }
    fail(rosters.checkSchema(resource));
    return serialization.convertValue(resource, OnCallRotation.class);
  }

  /**
   * The roster of a rotation.
   *
   * @param begun whether there is a state that it continues from
   */
  Roster roster(OnCallRotation rotation, boolean begun) throws InvalidInput {
    RosterReader.Reading reading = rosters.read(rotation, begun);
    if (reading instanceof RosterReader.Reading.Invalid invalid) {
      fail(invalid.problems());
    }
    return ((RosterReader.Reading.Valid) reading).roster();
  }

  /** The newest handover of a rotation in a list of log entries. */
  Handover state(Path file, OnCallRotation rotation) throws InvalidInput {
    JsonNode list = read(file);
    JsonNode items = list.has("items") ? list.get("items") : YAML.createArrayNode().add(list);
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> serialization.convertValue(item, OnCallLogEntry.class))
        .filter(entry -> isOf(entry, rotation))
        .map(entry -> HandoverEntries.read(entry.getSpec().handover()))
        .max(Comparator.comparingLong(Handover::sequence))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "%s: items: holds no Handover entry of rotation %s/%s; write it with: oc get ocl -n %s -o yaml"
                        .formatted(
                            file,
                            rotation.getMetadata().getNamespace(),
                            rotation.getMetadata().getName(),
                            rotation.getMetadata().getNamespace())));
  }

  private static JsonNode read(Path file) throws InvalidInput {
    try {
      JsonNode node = YAML.readTree(Files.readString(file, StandardCharsets.UTF_8));
      if (node == null || !node.isObject()) {
        throw new InvalidInput(file + ": is not a Kubernetes resource in YAML or JSON");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new InvalidInput(
          "%s: line %d: is not YAML: %s"
              .formatted(file, e.getLocation().getLineNr(), firstLine(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new InvalidInput(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }

  private static void fail(List<Problem> problems) throws InvalidInput {
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems.stream().map(Problem::toString).toList());
    }
  }
}
