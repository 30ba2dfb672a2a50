package io.operatefirst.oncall.bench;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the operator has asked of the API server, by the server's own audit log: nobody has to watch
 * the resources for it, which would take a share of the machine that is measured.
 */
final class Asked {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;
  private final List<Request> requests = new ArrayList<>();
  private long read;

  Asked(Path log) {
    this.log = log;
  }

  /**
   * A request that was answered.
   *
   * @param at when
   * @param resource with its subresource, such as {@code oncallrotations/status}
   */
  record Request(Instant at, String verb, String resource, String name, int code) {

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

    private static Request of(JsonNode event) {
      JsonNode object = event.path("objectRef");
      String subresource = object.path("subresource").asText();
      return new Request(
          Instant.parse(event.path("stageTimestamp").asText()),
          event.path("verb").asText(),
          object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
          object.path("namespace").asText() + "/" + object.path("name").asText(),
          event.path("responseStatus").path("code").asInt());
    }

    /** Whether it is about the work, and neither the lease nor who somebody is. */
    private boolean isOfTheWork() {
      return !resource.equals("leases") && !resource.endsWith("reviews") && !verb.equals("watch");
    }

    boolean writes() {
      return WRITES.contains(verb);
    }

    boolean is(String otherVerb, String otherResource) {
      return verb.equals(otherVerb) && resource.equals(otherResource) && code < 300;
    }

    /** What it is one of. */
    String what() {
      return verb + " " + resource + (code < 300 ? "" : " (" + code + ")");
    }
  }

  /** All since an instant that are about the work: not of leases, not of tokens, no watches. */
  List<Request> since(Instant instant) {
    readOn();
    return requests.stream()
        .filter(Request::isOfTheWork)
        .filter(request -> !request.at().isBefore(instant))
        .toList();
  }

  /** When the last of them was. */
  static Instant last(List<Request> requests) {
    return requests.stream().map(Request::at).max(Instant::compareTo).orElseThrow();
  }

  /** How many there are of each. */
  static Map<String, Long> counted(List<Request> requests) {
    return requests.stream().collect(groupingBy(Request::what, TreeMap::new, counting()));
  }

  /** The last line may be half written. */
  private void readOn() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(read);
      byte[] bytes = new byte[Math.toIntExact(file.length() - read)];
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      read += whole.getBytes(StandardCharsets.UTF_8).length;
      for (String line : whole.lines().toList()) {
        JsonNode event = JSON.readTree(line);
        if (event.path("stage").asText().equals("ResponseComplete")) {
          requests.add(Request.of(event));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
