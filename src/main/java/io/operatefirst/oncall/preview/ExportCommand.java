package io.operatefirst.oncall.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.export.LogExport;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the log for an archive, before retention takes out of it what is old. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Writes log entries, the oldest first, as JSON Lines or CSV:"
          + " oc get ocl -n NAMESPACE -o yaml | java -jar quarkus-run.jar export -f -",
      "Exit code 2 where the input is wrong, with a line for each mistake; 70 where the output"
          + " could not be written."
    },
    exitCodeOnExecutionException = CommandLineInterface.BROKEN)
final class ExportCommand implements Callable<Integer> {

  private final KubernetesSerialization serialization;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description =
          "Log entries, in YAML or JSON; - for the standard input. May be given several times: of"
              + " an entry that is in two files the later one holds.")
  private List<Path> files;

  @Option(
      names = {"-r", "--rotation"},
      paramLabel = "NAME",
      description = "Only the entries of this rotation. Default: all.")
  private String rotation;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "jsonl",
      description = "jsonl (a JSON object a line) or csv. Default: jsonl.")
  private Format format;

  enum Format {
    jsonl,
    csv
  }

  ExportCommand(KubernetesSerialization serialization) {
    this.serialization = serialization;
  }

  @Override
  public Integer call() throws InvalidInput, JsonProcessingException {
    LogExport log = new LogExport(wanted(entries()));
    spec.commandLine()
        .getOut()
        .print(
            switch (format) {
              case jsonl -> log.jsonLines();
              case csv -> log.csv();
            });
    return 0;
  }

  private Collection<OnCallLogEntry> wanted(Collection<OnCallLogEntry> entries)
      throws InvalidInput {
    if (rotation == null || entries.isEmpty()) {
      return entries;
    }
    List<OnCallLogEntry> wanted =
        entries.stream().filter(entry -> rotation.equals(entry.getSpec().rotation())).toList();
    if (wanted.isEmpty()) {
      TreeSet<String> found = new TreeSet<>();
      entries.forEach(entry -> found.add(entry.getSpec().rotation()));
      throw new InvalidInput(
          "--rotation: there is no entry of rotation %s; there are those of %s"
              .formatted(rotation, String.join(", ", found)));
    }
    return wanted;
  }

  private Collection<OnCallLogEntry> entries() throws InvalidInput {
    Map<String, OnCallLogEntry> entries = new LinkedHashMap<>();
    for (Path file : files) {
      for (ObjectNode document : ResourceFile.documents(file)) {
        for (JsonNode item : ResourceFile.items(document)) {
          if (isEntry(item)) {
            OnCallLogEntry entry = read(file, item);
            entries.put(identity(entry), entry);
          } else if (!document.has("items")) {
            throw new InvalidInput(
                "%s: kind: %s is neither an OnCallLogEntry nor a List; write it with: oc get ocl -o yaml"
                    .formatted(file, item.path("kind").asText("a resource without a kind")));
          }
        }
      }
    }
    return entries.values();
  }

  /** A backup has rotations and overrides beside them. */
  private static boolean isEntry(JsonNode item) {
    return item.path("kind").asText().equals(HasMetadata.getKind(OnCallLogEntry.class));
  }

  private OnCallLogEntry read(Path file, JsonNode item) throws InvalidInput {
    String name = item.at("/metadata/name").asText("without a name");
    try {
      OnCallLogEntry entry = serialization.convertValue(item, OnCallLogEntry.class);
      LogExport.require(entry);
      return entry;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidInput(
          "%s: entry %s: is not as the API server gives it out: %s"
              .formatted(file, name, ResourceFile.complaint(e.getMessage())));
    }
  }

  /** One that was deleted and made again under its name is another. */
  private static String identity(OnCallLogEntry entry) {
    return String.join(
        "/",
        entry.getMetadata().getNamespace(),
        entry.getMetadata().getName(),
        entry.getMetadata().getUid());
  }
}
