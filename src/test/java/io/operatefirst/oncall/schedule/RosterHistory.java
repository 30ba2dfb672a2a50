package io.operatefirst.oncall.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The on-call list of Operate First as it really changed, people replaced by numbers.
 *
 * @param revisions the oldest first
 */
record RosterHistory(List<Revision> revisions) {

  /**
   * The list as it was from a date on.
   *
   * @param date on which it was changed
   * @param cadence that it asked for
   * @param members in the order of the file
   */
  record Revision(LocalDate date, Cadence cadence, List<String> members) {}

  static RosterHistory load() {
    try (InputStream file = RosterHistory.class.getResourceAsStream("/schedule/rosters.yaml")) {
      List<Revision> revisions = new ArrayList<>();
      for (JsonNode revision : new YAMLMapper().readTree(file).get("revisions")) {
        List<String> members = new ArrayList<>();
        revision.get("members").forEach(member -> members.add(member.asText()));
        revisions.add(
            new Revision(
                LocalDate.parse(revision.get("date").asText()),
                Cadence.valueOf(revision.get("cadence").asText().toUpperCase(Locale.ROOT)),
                members));
      }
      return new RosterHistory(List.copyOf(revisions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Revision first() {
    return revisions.get(0);
  }

  Revision last() {
    return revisions.get(revisions.size() - 1);
  }

  /** The list in force on a date. */
  Revision on(LocalDate date) {
    return revisions.stream()
        .filter(revision -> !revision.date().isAfter(date))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
