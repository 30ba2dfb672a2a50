package io.operatefirst.oncall.intake.alertmanager;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.log.Member;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of alerts as Alertmanager's API (version 2) gives it; of a storm only one alert after
 * the other is held as JSON.
 */
final class AlertsJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AlertsJson() {}

  /** It is read, and it is no list of alerts. */
  static final class NotAlertsException extends IOException {
    private static final long serialVersionUID = 1;

    NotAlertsException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Gettable(
      String fingerprint,
      Map<String, String> labels,
      Map<String, String> annotations,
      String startsAt,
      String generatorURL,
      Status status) {

    Alert alert() {
      return new Alert(
          fingerprint,
          labels,
          annotations == null ? Map.of() : annotations,
          OffsetDateTime.parse(startsAt).toInstant(),
          "suppressed".equals(status.state()) ? Member.State.MUTED : Member.State.FIRING,
          Optional.ofNullable(generatorURL).filter(url -> !url.isBlank()));
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Status(String state) {}

  /**
   * Reads all of it. One alert that cannot be read spoils the list: left out, it would look as if
   * it were over.
   *
   * @throws NotAlertsException where it is something else
   */
  static List<Alert> read(InputStream json) throws IOException {
    List<Alert> alerts = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new NotAlertsException("no list", null);
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        alerts.add(parser.readValueAs(Gettable.class).alert());
      }
    } catch (com.fasterxml.jackson.core.JacksonException
        | DateTimeException
        | NullPointerException e) {
      throw new NotAlertsException("no alerts", e);
    }
    return alerts;
  }
}
