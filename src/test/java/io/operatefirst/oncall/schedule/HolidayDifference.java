package io.operatefirst.oncall.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A holiday on which the file and the library are known to disagree.
 *
 * @param place as the file calls it
 * @param name of the holiday
 * @param holidayBy which of the two calls it a holiday
 * @param dates all of them
 * @param why what is behind it
 */
record HolidayDifference(
    String place, String name, Source holidayBy, List<LocalDate> dates, String why) {

  /** Who says that a date is a holiday. */
  enum Source {
    FILE,
    JOLLYDAY
  }

  static List<HolidayDifference> load() {
    try (InputStream file =
        HolidayDifference.class.getResourceAsStream("/holidays/differences.yaml")) {
      List<HolidayDifference> differences = new ArrayList<>();
      for (JsonNode difference : new YAMLMapper().readTree(file)) {
        List<LocalDate> dates = new ArrayList<>();
        difference.get("dates").forEach(date -> dates.add(LocalDate.parse(date.asText())));
        differences.add(
            new HolidayDifference(
                difference.get("place").asText(),
                difference.get("name").asText(),
                Source.valueOf(difference.get("holidayBy").asText()),
                List.copyOf(dates),
                difference.get("why").asText()));
      }
      return List.copyOf(differences);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
