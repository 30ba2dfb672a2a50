package io.operatefirst.oncall.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.HandoverEntries;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.OverrideReader.Reading;
import io.operatefirst.oncall.spec.Problem;
import io.operatefirst.oncall.spec.RosterReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the files that a command is given: a rotation, and the state of one that is running. */
final class RotationFile {

  private final KubernetesSerialization serialization;
  private final RosterReader rosters;
  private final OverrideReader overrides;
  // A file may be a pipe, which can be read once.
  private final Map<Path, List<ObjectNode>> known = new HashMap<>();

  RotationFile(
      KubernetesSerialization serialization, RosterReader rosters, OverrideReader overrides) {
    this.serialization = serialization;
    this.rosters = rosters;
    this.overrides = overrides;
  }

  /**
   * The rotation in a file, as the API server would take it.
   *
   * @param begun whether there is a state that it continues from
   */
  OnCallRotation rotation(Path file, boolean begun) throws InvalidInput {
    ObjectNode resource = rosters.admitted(read(file));
    expect(file, resource, "apiVersion", HasMetadata.getApiVersion(OnCallRotation.class));
    expect(file, resource, "kind", HasMetadata.getKind(OnCallRotation.class));
    fail(rosters.check(resource, begun));
    keepIdentity(resource);
    return serialization.convertValue(resource, OnCallRotation.class);
  }

  /** Whether the order of a file's list depends on a namespace that the file does not say. */
  boolean isShuffledByUnknownNamespace(Path file) throws InvalidInput {
    ObjectNode resource = rosters.admitted(read(file));
    JsonNode order = resource.at("/spec/order");
    return order.path("atEndOfList").asText().equals("Shuffle")
        && !order.hasNonNull("seed")
        && !resource.path("metadata").hasNonNull("namespace");
  }

  /** That two files are about one rotation: one that is renamed begins anew. */
  static void expectSame(OnCallRotation before, OnCallRotation edited) throws InvalidInput {
    ObjectMeta was = before.getMetadata();
    ObjectMeta is = edited.getMetadata();
    List<Problem> problems = new ArrayList<>();
    if (!was.getName().equals(is.getName())) {
      problems.add(another("metadata.name", was.getName(), is.getName()));
    }
    if (!was.getNamespace().equals(is.getNamespace())) {
      problems.add(another("metadata.namespace", was.getNamespace(), is.getNamespace()));
    }
    fail(problems);
  }

  private static Problem another(String field, String was, String is) {
    return new Problem(
        field,
        "\"%s\" is another rotation than that of --file, which has \"%s\"; give the same one as it was before"
            .formatted(was, is));
  }

  /** The overrides of a rotation in a file of which each is to be right. */
  List<OnCallOverride> overrides(Path file, OnCallRotation rotation, Roster roster)
      throws InvalidInput {
    List<Problem> problems = new ArrayList<>();
    for (ObjectNode item : overridesIn(file)) {
      problems.addAll(overrides.check(item));
    }
    fail(file, problems);
    List<OnCallOverride> found = overridesInState(file, rotation);
    if (found.isEmpty()) {
      throw new InvalidInput(
          "%s: holds no OnCallOverride of rotation %s/%s"
              .formatted(
                  file, rotation.getMetadata().getNamespace(), rotation.getMetadata().getName()));
    }
    for (OnCallOverride override : found) {
      if (overrides.read(override, roster) instanceof Reading.UnknownEngineer unknown) {
        fail(file, unknown.problems());
      }
    }
    return found;
  }

  /** The overrides of a rotation in its state; what is wrong with them their status has said. */
  List<OnCallOverride> overridesInState(Path file, OnCallRotation rotation) throws InvalidInput {
    return overridesIn(file).stream()
        .filter(item -> overrides.check(item).isEmpty())
        .map(this::readOverride)
        .filter(override -> OverrideReader.isOf(override, rotation))
        .toList();
  }

  private List<ObjectNode> overridesIn(Path file) throws InvalidInput {
    String kind = HasMetadata.getKind(OnCallOverride.class);
    return documents(file).stream()
        .flatMap(document -> ResourceFile.items(document).stream())
        .filter(item -> item.path("kind").asText().equals(kind))
        .map(ObjectNode.class::cast)
        .toList();
  }

  private OnCallOverride readOverride(ObjectNode item) {
    ObjectNode resource = overrides.admitted(item);
    keepIdentity(resource);
    return serialization.convertValue(resource, OnCallOverride.class);
  }

  /** What an override says, held against a roster. */
  Reading reading(OnCallOverride override, Roster roster) {
    return overrides.read(override, roster);
  }

  /** The roster with what people have agreed. */
  Roster agreed(Roster roster, Collection<OnCallOverride> agreements) {
    return overrides.agreed(roster, agreements);
  }

  /** The rest of the metadata is between the user and the server. */
  private static void keepIdentity(ObjectNode resource) {
    ObjectNode metadata = resource.withObjectProperty("metadata");
    metadata.retain("name", "namespace", "creationTimestamp");
    if (!metadata.hasNonNull("namespace")) {
      metadata.put("namespace", "default");
    }
  }

  private static void expect(Path file, JsonNode resource, String field, String right)
      throws InvalidInput {
    JsonNode found = resource.path(field);
    if (!found.asText().equals(right)) {
      throw new InvalidInput(
          "%s: %s: %s; write %s"
              .formatted(
                  file,
                  field,
                  found.isMissingNode() ? "is missing" : found + " is not that of a rotation",
                  right));
    }
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

  /** The handover in a list of log entries from which the operator would go on. */
  Handover state(Path file, OnCallRotation rotation) throws InvalidInput {
    try {
      List<OnCallLogEntry> handovers =
          ResourceFile.items(read(file)).stream()
              .filter(item -> item.at("/spec/type").asText().equals("Handover"))
              .map(item -> serialization.convertValue(item, OnCallLogEntry.class))
              .toList();
      return HandoverEntries.log(rotation, handovers).stream()
          .reduce((older, newer) -> newer)
          .map(entry -> HandoverEntries.read(entry.getSpec().handover()))
          .orElseThrow(() -> noHandover(file, rotation.getMetadata(), handovers));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          "%s: items: holds a Handover entry that is not as the operator writes it: %s"
              .formatted(file, ResourceFile.complaint(e.getMessage())));
    }
  }

  private static InvalidInput noHandover(
      Path file, ObjectMeta rotation, List<OnCallLogEntry> others) {
    List<ObjectMeta> found =
        others.stream()
            .filter(entry -> entry.getSpec().rotation().equals(rotation.getName()))
            .map(OnCallLogEntry::getMetadata)
            .filter(entry -> entry.getNamespace() != null)
            .toList();
    String namespace = rotation.getNamespace();
    String right =
        found.stream()
            .filter(entry -> entry.getNamespace().equals(namespace))
            .findFirst()
            .map(ObjectMeta::getName)
            .map(name -> " to go on from: " + name + " is not as the operator writes it")
            .or(
                () ->
                    found.stream()
                        .findFirst()
                        .map(entry -> elsewhere(entry.getNamespace(), rotation.getName())))
            .orElse("; write it with: oc get ocl -n " + namespace + " -o yaml");
    return new InvalidInput(
        "%s: items: holds no Handover entry of rotation %s/%s%s"
            .formatted(file, namespace, rotation.getName(), right));
  }

  private static String elsewhere(String namespace, String rotation) {
    return ", but some of %s/%s; write metadata.namespace: %s into the rotation's file"
        .formatted(namespace, rotation, namespace);
  }

  private ObjectNode read(Path file) throws InvalidInput {
    List<ObjectNode> found = documents(file);
    if (found.size() > 1) {
      throw new InvalidInput(
          file + ": holds " + found.size() + " resources; write each to a file of its own");
    }
    return found.get(0);
  }

  private List<ObjectNode> documents(Path file) throws InvalidInput {
    List<ObjectNode> documents = known.get(file);
    if (documents == null) {
      documents = ResourceFile.documents(file);
      known.put(file, documents);
    }
    return documents;
  }

  private static void fail(Path file, List<Problem> problems) throws InvalidInput {
    fail(
        problems.stream()
            .map(problem -> new Problem(file + ": " + problem.field(), problem.explanation()))
            .toList());
  }

  private static void fail(List<Problem> problems) throws InvalidInput {
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems.stream().map(Problem::toString).toList());
    }
  }
}
