package io.operatefirst.oncall.intake.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.ReactionAddedEvent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Slack sends, by kind. What fails is not acknowledged, and so is sent again. */
final class SlackApp {

  static final String ASK = "oncall_ask";
  static final String WHO = "/oncall";

  private static final Logger LOG = LoggerFactory.getLogger(SlackApp.class);

  private static final String NOTED = "It is noted. Whoever looks at it answers in the thread.";
  private static final String NOT_NOTED =
      "It could not be noted. Try again in a moment; if it stays so, write to whoever /oncall names.";

  private SlackApp() {}

  static App of(Slack slack, String botToken, Conversations conversations) {
    AppConfig config = AppConfig.builder().slack(slack).singleTeamBotToken(botToken).build();
    // What nobody asked for need not be sent again.
    config.setAllEventsApiAutoAckEnabled(true);
    config.setSubtypedMessageEventsAutoAckEnabled(true);
    App app = new App(config);
    app.event(
        MessageEvent.class,
        (payload, context) -> {
          MessageEvent event = payload.getEvent();
          if (event.getBotId() == null) {
            message(
                conversations,
                event.getChannel(),
                event.getTs(),
                event.getThreadTs(),
                event.getUser(),
                event.getText());
          }
          return context.ack();
        });
    app.event(
        MessageFileShareEvent.class,
        (payload, context) -> {
          MessageFileShareEvent event = payload.getEvent();
          // Bots have none.
          if (event.getUser() == null) {
            return context.ack();
          }
          message(
              conversations,
              event.getChannel(),
              event.getTs(),
              event.getThreadTs(),
              event.getUser(),
              event.getText());
          return context.ack();
        });
    app.event(
        ReactionAddedEvent.class,
        (payload, context) -> {
          ReactionAddedEvent event = payload.getEvent();
          if (event.getItem() != null && event.getItem().getTs() != null) {
            told(
                "a reaction",
                () -> {
                  conversations.reacted(
                      new Conversation(event.getItem().getChannel(), event.getItem().getTs()),
                      event.getUser(),
                      event.getReaction());
                  return true;
                });
          }
          return context.ack();
        });
    app.blockAction(
        Offer.CALL,
        (request, context) -> {
          String thread = request.getPayload().getMessage().getThreadTs();
          String channel = request.getPayload().getChannel().getId();
          if (!isNoted(conversations, new Conversation(channel, thread))) {
            context.respond(
                r -> r.responseType("ephemeral").replaceOriginal(false).text(NOT_NOTED));
          }
          return context.ack();
        });
    app.messageShortcut(
        ASK,
        (request, context) -> {
          String top = request.getPayload().getMessage().getThreadTs();
          Conversation asked =
              new Conversation(
                  request.getPayload().getChannel().getId(),
                  top == null ? request.getPayload().getMessageTs() : top);
          boolean noted = isNoted(conversations, asked);
          context.respond(r -> r.responseType("ephemeral").text(noted ? NOTED : NOT_NOTED));
          return context.ack();
        });
    app.globalShortcut(
        ASK,
        (request, context) -> {
          String member = request.getPayload().getUser().getId();
          told(
              "a call",
              () -> {
                conversations.begun(member);
                return true;
              });
          return context.ack();
        });
    app.command(WHO, (request, context) -> context.ack(Offer.escaped(conversations.duty())));
    return app;
  }

  /** Whoever calls waits in front of it: they are told, and try again themselves. */
  private static boolean isNoted(Conversations conversations, Conversation asked) {
    try {
      return told("a call", () -> conversations.called(asked));
    } catch (IOException | SlackApiException | RuntimeException e) {
      return false;
    }
  }

  /** What goes wrong is told by its kind alone: its text may have what somebody wrote. */
  @FunctionalInterface
  private interface Handling<T> {

    T go() throws IOException, SlackApiException;
  }

  private static <T> T told(String what, Handling<T> handling)
      throws IOException, SlackApiException {
    try {
      return handling.go();
    } catch (IOException | SlackApiException | RuntimeException e) {
      LOG.warn("{} in Slack was not dealt with: {}", what, e.getClass().getName());
      throw e;
    }
  }

  private static void message(
      Conversations conversations,
      String channel,
      String ts,
      String threadTs,
      String user,
      String text)
      throws IOException, SlackApiException {
    told(
        "a message",
        () -> {
          if (threadTs == null || threadTs.equals(ts)) {
            conversations.heard(new Conversation(channel, ts), text);
          } else {
            conversations.replied(new Conversation(channel, threadTs), user);
          }
          return true;
        });
  }
}
