package io.operatefirst.oncall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The channels of {@link SlackServer} in which users ask, and what is written there. */
public final class SlackChannels {

  /** A channel that the app was invited to. */
  public static final String SUPPORT = "C0SUPPORT";

  /** The app itself. */
  public static final String SELF = "U0ONCALL";

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Written(
      String channel,
      String ts,
      String threadTs,
      String user,
      String text,
      JsonNode metadata,
      Map<String, List<String>> reactions) {}

  private final List<Written> all = new ArrayList<>();
  private int count;

  /** Somebody writes into the channel. */
  public String write(String user, String text, Instant at) {
    return write(SUPPORT, null, user, text, at);
  }

  /** Somebody replies. */
  public String reply(String threadTs, String user, String text, Instant at) {
    return write(SUPPORT, threadTs, user, text, at);
  }

  private synchronized String write(
      String channel, String threadTs, String user, String text, Instant at) {
    String ts = "%d.%06d".formatted(at.getEpochSecond(), ++count);
    all.add(new Written(channel, ts, threadTs, user, text, null, new LinkedHashMap<>()));
    return ts;
  }

  /** Somebody reacts. */
  public synchronized void react(String ts, String user, String reaction) {
    message(ts)
        .orElseThrow()
        .reactions()
        .computeIfAbsent(reaction, name -> new ArrayList<>())
        .add(user);
  }

  /** What the app has said under a message. */
  public synchronized List<String> said(String ts) {
    return thread(ts).filter(one -> one.user().equals(SELF)).map(Written::text).toList();
  }

  synchronized void clear() {
    all.clear();
  }

  /** Empty where it is no method of conversations. */
  synchronized Optional<Map<String, Object>> work(String method, Map<String, String> form) {
    return Optional.ofNullable(
        switch (method) {
          case "chat.postMessage" ->
              form.containsKey("thread_ts") || form.get("channel").equals(SUPPORT)
                  ? post(form)
                  : null;
          case "conversations.replies" -> replies(form);
          case "conversations.history" -> history(form);
          case "chat.getPermalink" ->
              Map.of(
                  "ok",
                  true,
                  "permalink",
                  "https://example.slack.com/archives/%s/p%s"
                      .formatted(form.get("channel"), form.get("message_ts").replace(".", "")));
          case "auth.test" ->
              Map.of("ok", true, "user_id", SELF, "bot_id", "B0ONCALL", "team_id", "T0");
          default -> null;
        });
  }

  private Map<String, Object> post(Map<String, String> form) {
    if (!form.get("channel").equals(SUPPORT)) {
      return Map.of("ok", false, "error", "not_in_channel");
    }
    String thread = form.get("thread_ts");
    String last = thread == null ? all.get(all.size() - 1).ts() : thread;
    Instant at = Instant.ofEpochSecond(new BigDecimal(last).longValue());
    String ts = write(SUPPORT, thread, SELF, form.get("text"), at);
    String metadata = form.get("metadata");
    if (metadata != null) {
      Written plain = all.remove(all.size() - 1);
      all.add(
          new Written(
              plain.channel(),
              plain.ts(),
              plain.threadTs(),
              plain.user(),
              plain.text(),
              read(metadata),
              plain.reactions()));
    }
    return Map.of("ok", true, "channel", SUPPORT, "ts", ts);
  }

  private Map<String, Object> replies(Map<String, String> form) {
    Optional<Written> asked = message(form.get("ts"));
    if (asked.isEmpty()) {
      return Map.of("ok", false, "error", "thread_not_found");
    }
    // Of a reply Slack gives that reply.
    Stream<Written> found =
        asked.get().threadTs() == null
            ? Stream.concat(asked.stream(), thread(form.get("ts")))
            : asked.stream();
    boolean metadata =
        "1".equals(form.get("include_all_metadata"))
            || "true".equals(form.get("include_all_metadata"));
    return Map.of(
        "ok",
        true,
        "messages",
        found
            .limit(Long.parseLong(form.getOrDefault("limit", "1000")))
            .map(one -> json(one, metadata))
            .toList());
  }

  private Map<String, Object> history(Map<String, String> form) {
    if (!form.get("channel").equals(SUPPORT)) {
      return Map.of("ok", false, "error", "not_in_channel");
    }
    BigDecimal oldest = new BigDecimal(form.getOrDefault("oldest", "0"));
    return Map.of(
        "ok",
        true,
        "messages",
        all.stream()
            .filter(one -> one.threadTs() == null)
            .filter(one -> new BigDecimal(one.ts()).compareTo(oldest) >= 0)
            .map(one -> json(one, false))
            .toList());
  }

  private Optional<Written> message(String ts) {
    return all.stream().filter(one -> one.ts().equals(ts)).findFirst();
  }

  private Stream<Written> thread(String ts) {
    return all.stream().filter(one -> ts.equals(one.threadTs()));
  }

  private static Map<String, Object> json(Written one, boolean metadata) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "message");
    json.put("ts", one.ts());
    json.put("user", one.user());
    json.put("text", one.text());
    if (one.threadTs() != null) {
      json.put("thread_ts", one.threadTs());
    }
    if (one.user().equals(SELF)) {
      json.put("bot_id", "B0ONCALL");
    }
    if (metadata && one.metadata() != null) {
      json.put("metadata", one.metadata());
    }
    if (!one.reactions().isEmpty()) {
      json.put(
          "reactions",
          one.reactions().entrySet().stream()
              .map(
                  reaction ->
                      Map.of(
                          "name", reaction.getKey(),
                          "users", reaction.getValue(),
                          "count", reaction.getValue().size()))
              .toList());
    }
    return json;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
