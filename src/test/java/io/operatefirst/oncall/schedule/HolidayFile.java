package io.operatefirst.oncall.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * Public holidays from 2024 to 2030 as another library than ours has published them.
 *
 * @param places by country, or country and region as in GB_SCT: the name of each date
 */
record HolidayFile(Map<String, Map<LocalDate, String>> places) {

  static final LocalDate FIRST_DATE = LocalDate.of(2024, 1, 1);
  static final LocalDate LAST_DATE = LocalDate.of(2030, 12, 31);

  static HolidayFile load() {
    try (InputStream file =
        HolidayFile.class.getResourceAsStream("/holidays/holidays-2024-2030.json")) {
      Map<String, Map<LocalDate, String>> places = new TreeMap<>();
      JsonNode dates = new ObjectMapper().readTree(file).get("dates");
      dates.properties().forEach(place -> places.put(place.getKey(), holidays(place.getValue())));
      return new HolidayFile(places);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<LocalDate, String> holidays(JsonNode named) {
    Map<LocalDate, String> holidays = new TreeMap<>();
    named
        .properties()
        .forEach(day -> holidays.put(LocalDate.parse(day.getKey()), day.getValue().asText()));
    return holidays;
  }
}
