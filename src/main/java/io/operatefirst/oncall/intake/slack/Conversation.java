package io.operatefirst.oncall.intake.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message in a channel, and what hangs under it.
 *
 * @param ts Slack's name for it, which is also when it was written
 */
record Conversation(String channel, String ts) {

  private static final Pattern TS = Pattern.compile("[0-9]{1,11}(\\.[0-9]{1,9})?");
  private static final int PAGE = 200;

  /** Nobody reads longer ones, and what is of use is among the first. */
  private static final int MOST_PAGES = 5;

  /** The one that an entry names; empty where that is none. */
  static Optional<Conversation> named(String thread) {
    int slash = thread.indexOf('/');
    return slash > 0 && TS.matcher(thread.substring(slash + 1)).matches()
        ? Optional.of(new Conversation(thread.substring(0, slash), thread.substring(slash + 1)))
        : Optional.empty();
  }

  /** As entries have it. */
  String thread() {
    return channel + "/" + ts;
  }

  /**
   * When a message was written.
   *
   * @throws IllegalArgumentException where that is no name of Slack's
   */
  static Instant at(String ts) {
    if (!TS.matcher(ts).matches()) {
      // Such as 1e999999999, which would take for ever.
      throw new IllegalArgumentException("is no name of a message in Slack");
    }
    BigDecimal seconds = new BigDecimal(ts);
    return Instant.ofEpochSecond(
        seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
  }

  static String ts(Instant at) {
    return "%d.%06d".formatted(at.getEpochSecond(), at.getNano() / 1000);
  }

  /** The message itself, and its replies, the first first; empty where it is gone. */
  List<Message> messages(MethodsClient slack) throws IOException, SlackApiException {
    List<Message> all = new ArrayList<>();
    String cursor = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      String from = cursor;
      ConversationsRepliesResponse answer =
          slack.conversationsReplies(
              replies -> replies.channel(channel).ts(ts).limit(PAGE).cursor(from));
      if ("thread_not_found".equals(answer.getError())) {
        return List.of();
      }
      all.addAll(checked(answer).getMessages());
      cursor =
          answer.getResponseMetadata() == null
              ? null
              : answer.getResponseMetadata().getNextCursor();
      if (cursor == null || cursor.isEmpty()) {
        break;
      }
    }
    return all;
  }

  /** The one that a message hangs under, or itself; empty where it is gone. */
  Optional<Conversation> top(MethodsClient slack) throws IOException, SlackApiException {
    ConversationsRepliesResponse answer =
        slack.conversationsReplies(replies -> replies.channel(channel).ts(ts).limit(1));
    if ("thread_not_found".equals(answer.getError())) {
      return Optional.empty();
    }
    return checked(answer).getMessages().stream()
        .findFirst()
        .map(
            message ->
                new Conversation(
                    channel, Optional.ofNullable(message.getThreadTs()).orElse(message.getTs())));
  }

  Optional<String> link(MethodsClient slack) throws IOException, SlackApiException {
    return Optional.ofNullable(
        slack.chatGetPermalink(link -> link.channel(channel).messageTs(ts)).getPermalink());
  }

  static <T extends SlackApiTextResponse> T checked(T answer) throws SlackRefused {
    if (!answer.isOk()) {
      throw new SlackRefused(answer.getError(), answer.getNeeded());
    }
    return answer;
  }
}
