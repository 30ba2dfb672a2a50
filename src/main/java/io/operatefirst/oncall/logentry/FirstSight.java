package io.operatefirst.oncall.logentry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.api.MemberStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Sighting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen when an entry was made, as an annotation of it: a status cannot be created with a
 * resource, and whoever has reported an alert must not be answered before all of it is stored.
 *
 * @param members as in the status
 * @param more how many are not told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FirstSight(
    String firstSeen,
    String lastSeen,
    String latestStart,
    int count,
    List<MemberStatus> members,
    int more) {

  static final String ANNOTATION = OnCallRotation.GROUP + "/first-sight";

  /** In bytes: a quarter of what all annotations of a resource may have. */
  private static final int LONGEST = 64 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** None where it is too long, as that of a storm of very long labels: the next report tells. */
  static Map<String, String> annotations(Sighting sighting) {
    FirstSight first =
        new FirstSight(
            sighting.firstSeen().toString(),
            sighting.lastSeen().toString(),
            sighting.latestStart().toString(),
            sighting.count(),
            sighting.members().stream().map(Sightings::write).toList(),
            sighting.more());
    try {
      String text = JSON.writeValueAsString(first);
      return text.getBytes(StandardCharsets.UTF_8).length > LONGEST
          ? Map.of()
          : Map.of(ANNOTATION, text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty where an entry has none, or none that can be read: people may edit it. */
  static Optional<Sighting> of(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(ANNOTATION))
        .flatMap(text -> read(text, Sightings.read(LogEntries.severityOf(entry.getSpec()))));
  }

  /** Only here: the server keeps it, should the status be lost. */
  static void forget(OnCallLogEntry entry) {
    Optional.ofNullable(entry.getMetadata().getAnnotations())
        .ifPresent(annotations -> annotations.remove(ANNOTATION));
  }

  private static Optional<Sighting> read(String text, Severity severity) {
    try {
      FirstSight first = JSON.readValue(text, FirstSight.class);
      return Optional.of(
          new Sighting(
              true,
              severity,
              Instant.parse(first.firstSeen),
              Instant.parse(first.lastSeen),
              Instant.parse(first.latestStart),
              Math.max(1, first.count),
              first.members.stream().map(Sightings::read).toList(),
              Math.max(0, first.more)));
    } catch (JsonProcessingException | RuntimeException whateverItIsNow) {
      return Optional.empty();
    }
  }
}
