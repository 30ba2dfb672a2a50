package io.operatefirst.oncall.logentry;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Sighting;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was seen of an entry is known before it has a status, and after one is lost. */
class FirstSightTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final Sighting SEEN =
      new Sighting(
          true,
          Severity.CRITICAL,
          NINE,
          NINE.plusSeconds(60),
          NINE.plusSeconds(30),
          2,
          List.of(member("pod-1", "eu"), member("pod-2", "us")),
          3);

  @Test
  void allThatWasSeenIsReadBack() {
    assertThat(Sightings.of(entry(FirstSight.annotations(SEEN)))).contains(SEEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yes", "null", "[]", "{}", "{\"firstSeen\": \"today\", \"members\": [null]}"})
  void whateverPeopleMakeOfItTheEntryStillTellsThatItBegan(String edited) {
    assertThat(Sightings.of(entry(Map.of(FirstSight.ANNOTATION, edited))))
        .contains(new Sighting(true, Severity.CRITICAL, NINE, NINE, NINE, 1, List.of(), 0));
  }

  /** The server refuses annotations of more than 256 KiB, and with them the entry. */
  @Test
  void ofWhatIsTooLongTheEntryIsMadeWithout() {
    Map<String, String> labels =
        IntStream.range(0, 16)
            .boxed()
            .collect(toMap(number -> "label_" + number, number -> "\u20ac".repeat(256)));
    Member member = new Member("pod", NINE, Severity.CRITICAL, labels, Member.State.FIRING, false);
    Sighting storm =
        new Sighting(
            true,
            Severity.CRITICAL,
            NINE,
            NINE,
            NINE,
            1,
            Collections.nCopies(Sighting.MOST_MEMBERS, member),
            0);

    assertThat(FirstSight.annotations(storm).keySet()).isEmpty();
  }

  private static Member member(String id, String region) {
    return new Member(
        id, NINE, Severity.CRITICAL, Map.of("region", region), Member.State.FIRING, true);
  }

  private static OnCallLogEntry entry(Map<String, String> annotations) {
    OnCallLogEntry entry =
        new KubernetesSerialization()
            .unmarshal(
                """
                metadata: {name: disk, namespace: sre}
                spec:
                  {rotation: sre, type: Alert, summary: The disk is full, severity: Critical,
                   source: {key: a, startsAt: "2026-11-23T09:00:00Z"}}
                """,
                OnCallLogEntry.class);
    entry.getMetadata().setAnnotations(annotations);
    return entry;
  }
}
