package io.operatefirst.oncall.notify.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message.Metadata;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notifier;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In the thread where somebody asked. It is looked for first, by a mark that nobody sees, so that
 * it is not there twice.
 */
public final class SlackAnswers implements Notifier {

  private static final String MARK = "oncall_answer";
  private static final int MOST_REPLIES = 200;

  /** The message with which a conversation began. */
  private record SlackThread(String channel, String ts) {

    private static final Pattern WRITTEN = Pattern.compile("([A-Z0-9]+)/([0-9.]+)");

    /** Empty where a question names none. */
    static Optional<SlackThread> of(SourceSpec.Question question) {
      Matcher written = WRITTEN.matcher(question.thread());
      return written.matches()
          ? Optional.of(new SlackThread(written.group(1), written.group(2)))
          : Optional.empty();
    }
  }

  private final SlackApi api;

  public SlackAnswers(SlackApi api) {
    this.api = api;
  }

  @Override
  public String channel() {
    return "SlackAnswers";
  }

  @Override
  public boolean reaches(Sender sender, Recipient recipient) {
    QuestionsSpec.Slack settings = sender.questions().slack();
    // Anybody may write an entry by hand, and name anything: where the app may write is not theirs.
    return settings != null
        && recipient instanceof Recipient.Asker asker
        && asker.question().place() == Place.SLACK
        && SlackThread.of(asker.question())
            .filter(thread -> settings.channels().contains(thread.channel()))
            .isPresent();
  }

  @Override
  public Outcome deliver(Sender sender, Message message) {
    Recipient.Asker to = (Recipient.Asker) message.to();
    SlackThread thread = SlackThread.of(to.question()).orElseThrow();
    String called =
        to.called()
            .map(EngineerSpec::slack)
            .filter(member -> member != null)
            .map(member -> "<@" + member + "> ")
            .orElse("");
    return api.work(
        sender,
        sender.questions().slack().tokenSecret(),
        TokenField.QUESTIONS,
        slack -> say(slack, thread, called + SlackText.body(message.text()), message.id()));
  }

  private static Outcome say(MethodsClient slack, SlackThread thread, String text, String id)
      throws IOException, SlackApiException {
    String hint =
        "Look at spec.questions.slack.channels: %s; the app has to be invited there."
            .formatted(thread.channel());
    // From the end: what the operator has said a moment ago is among the last.
    ConversationsRepliesResponse there =
        slack.conversationsReplies(
            replies ->
                replies
                    .channel(thread.channel())
                    .ts(thread.ts())
                    .oldest(thread.ts())
                    .limit(MOST_REPLIES)
                    .includeAllMetadata(true));
    if (!there.isOk()) {
      return SlackApi.outcome(there, TokenField.QUESTIONS, hint);
    }
    boolean said =
        there.getMessages().stream()
            .map(com.slack.api.model.Message::getMetadata)
            .anyMatch(mark -> mark != null && isOf(mark, id));
    return said
        ? new Outcome.Delivered()
        : SlackApi.outcome(
            slack.chatPostMessage(
                post ->
                    post.channel(thread.channel())
                        .threadTs(thread.ts())
                        .text(text)
                        .metadata(
                            Metadata.builder()
                                .eventType(MARK)
                                .eventPayload(Map.of("id", id))
                                .build())
                        .unfurlLinks(false)
                        .unfurlMedia(false)),
            TokenField.QUESTIONS,
            hint);
  }

  private static boolean isOf(Metadata mark, String id) {
    return MARK.equals(mark.getEventType())
        && mark.getEventPayload() != null
        && id.equals(mark.getEventPayload().get("id"));
  }
}
