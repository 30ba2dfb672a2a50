package io.operatefirst.oncall.intake.alertmanager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.text.Excerpt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an Alertmanager sends to a webhook, version 4 of it. Of what is not needed nothing is kept,
 * so that a large message costs little.
 *
 * @param alerts what it tells of
 * @param truncated how many it does not tell of, since they were too many for it
 */
record WebhookPayload(List<Alert> alerts, long truncated) {

  private static final String VERSION = "4";
  private static final int MOST_ALERTS = 10_000;
  private static final int LONGEST_FINGERPRINT = 64;
  private static final int FINGERPRINT_DIGITS = 16;

  /** Those that entries are made of. */
  private static final Set<String> ANNOTATIONS =
      Set.of("runbook_url", "summary", "message", "description");

  private static final JsonFactory JSON = new JsonFactory();

  WebhookPayload {
    alerts = List.copyOf(alerts);
  }

  /**
   * Reads it.
   *
   * @throws BadPayload where it is none, and never anything else, whatever the bytes are
   */
  static WebhookPayload read(byte[] body) throws BadPayload {
    try (JsonParser json = JSON.createParser(body)) {
      return new Reader(json).payload();
    } catch (JsonProcessingException e) {
      throw new BadPayload(
          e.getLocation() == null
              ? "the body is not JSON"
              : "the body is not JSON: see line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      // Bytes that are no text in any encoding.
      throw new BadPayload("the body is not JSON");
    }
  }

  /** A body that can never be understood; says why and names the field. */
  static final class BadPayload extends Exception {

    private static final long serialVersionUID = 1L;

    BadPayload(String message) {
      super(message);
    }
  }

  /** Reads from the front to the end, once. */
  private static final class Reader {

    private final JsonParser json;

    Reader(JsonParser json) {
      this.json = json;
    }

    WebhookPayload payload() throws IOException, BadPayload {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BadPayload("the body must be a JSON object");
      }
      String version = null;
      List<Alert> alerts = null;
      long truncated = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        switch (field) {
          case "version" -> version = text(field);
          case "alerts" -> alerts = value == JsonToken.VALUE_NULL ? null : alerts();
          case "truncatedAlerts" -> truncated = number(field);
          default -> json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw new BadPayload("the body must be one JSON object, and nothing after it");
      }
      if (!VERSION.equals(version)) {
        throw new BadPayload("version: must be \"4\"");
      }
      if (alerts == null) {
        throw new BadPayload("alerts: is missing");
      }
      return new WebhookPayload(alerts, truncated);
    }

    private List<Alert> alerts() throws IOException, BadPayload {
      if (!json.hasToken(JsonToken.START_ARRAY)) {
        throw new BadPayload("alerts: must be a list");
      }
      List<Alert> alerts = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (alerts.size() == MOST_ALERTS) {
          throw new BadPayload("alerts: must not be more than " + MOST_ALERTS);
        }
        alerts.add(alert("alerts[" + alerts.size() + "]"));
      }
      return alerts;
    }

    private Alert alert(String path) throws IOException, BadPayload {
      if (!json.hasToken(JsonToken.START_OBJECT)) {
        throw new BadPayload(path + ": must be an object");
      }
      Member.State state = null;
      Map<String, String> labels = Map.of();
      Map<String, String> annotations = Map.of();
      Instant startsAt = null;
      String link = null;
      String fingerprint = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        String at = path + "." + field;
        switch (field) {
          case "status" -> state = state(at);
          case "labels" -> labels = texts(at, true);
          case "annotations" -> annotations = texts(at, false);
          case "startsAt" -> startsAt = instant(at);
          case "generatorURL" -> link = text(at);
          case "fingerprint" -> fingerprint = text(at);
          default -> json.skipChildren();
        }
      }
      if (state == null) {
        throw new BadPayload(path + ".status: is missing");
      }
      if (labels.isEmpty()) {
        throw new BadPayload(path + ".labels: is missing");
      }
      if (startsAt == null) {
        throw new BadPayload(path + ".startsAt: is missing");
      }
      return new Alert(
          fingerprint == null || fingerprint.isBlank() || fingerprint.length() > LONGEST_FINGERPRINT
              ? fingerprintOf(labels)
              : fingerprint,
          labels,
          annotations,
          startsAt,
          state,
          Optional.ofNullable(link).filter(text -> !text.isBlank()));
    }

    private Member.State state(String path) throws IOException, BadPayload {
      String text = text(path);
      if (text == null) {
        return null;
      }
      return switch (text) {
        case "firing" -> Member.State.FIRING;
        case "resolved" -> Member.State.ENDED;
        default -> throw new BadPayload(path + ": must be firing or resolved");
      };
    }

    /**
     * Cut to milliseconds, as Alertmanager's API cuts them: else what was pushed would seem to have
     * begun later than what was pulled.
     */
    private Instant instant(String path) throws IOException, BadPayload {
      String text = text(path);
      if (text == null) {
        return null;
      }
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year >= 0 && year <= 9999) {
          return instant;
        }
      } catch (DateTimeException e) {
        // Said below.
      }
      throw new BadPayload(path + ": must be a time (RFC 3339)");
    }

    private Map<String, String> texts(String path, boolean all) throws IOException, BadPayload {
      if (json.hasToken(JsonToken.VALUE_NULL)) {
        return Map.of();
      }
      if (!json.hasToken(JsonToken.START_OBJECT)) {
        throw new BadPayload(path + ": must be an object");
      }
      Map<String, String> texts = new TreeMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = wellFormed(json.currentName());
        json.nextToken();
        String text = text(path, name);
        if (all || ANNOTATIONS.contains(name)) {
          texts.put(name, text);
        }
      }
      return texts;
    }

    private String text(String path, String name) throws IOException, BadPayload {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        throw new BadPayload(
            "%s.%s: must be a string".formatted(path, Excerpt.of(name, LONGEST_FINGERPRINT + 1)));
      }
      return wellFormed(json.getText());
    }

    /** Null where it is null. */
    private String text(String path) throws IOException, BadPayload {
      if (json.hasToken(JsonToken.VALUE_NULL)) {
        return null;
      }
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        throw new BadPayload(path + ": must be a string");
      }
      return wellFormed(json.getText());
    }

    private long number(String path) throws IOException, BadPayload {
      if (json.hasToken(JsonToken.VALUE_NULL)) {
        return 0;
      }
      if (!json.hasToken(JsonToken.VALUE_NUMBER_INT)
          || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw new BadPayload(path + ": must be a whole number");
      }
      return json.getLongValue();
    }

    /** Half a character, which JSON can name, cannot be stored. */
    private static String wellFormed(String text) {
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
  }

  /** The same for the same labels; lengths, so that no value can look like the next label. */
  private static String fingerprintOf(Map<String, String> labels) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(labels)
        .forEach(
            (name, value) ->
                text.append(name.length())
                    .append(':')
                    .append(name)
                    .append(value.length())
                    .append(':')
                    .append(value));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.toString().getBytes(StandardCharsets.UTF_8)))
          .substring(0, FINGERPRINT_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
