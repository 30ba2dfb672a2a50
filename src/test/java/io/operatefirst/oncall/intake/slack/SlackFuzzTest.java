package io.operatefirst.oncall.intake.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.Gson;
import com.slack.api.app_backend.events.payload.MessagePayload;
import com.slack.api.model.Message;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.util.json.GsonFactory;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.logentry.Question;
import io.operatefirst.oncall.logentry.Stored;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whatever comes as an event of Slack: it is a question that the server takes, or none. */
class SlackFuzzTest {

  private static final Gson GSON = GsonFactory.createSnakeCase();
  private static final String CHANNEL = "C0123456";
  private static final OnCallRotation ROTATION =
      Stored.rotation(
          """
          apiVersion: oncall.operate-first.cloud/v1alpha1
          kind: OnCallRotation
          metadata: {name: sre, namespace: sre, uid: u}
          spec:
            engineers: [{name: alice, slack: U0123456}]
            questions: {excerpt: 40}
            faq: [{pattern: "quota|limit", answer: "Ask by a pull request."}]
          """);

  private record Payload(Message event) {}

  @FuzzTest
  void slack(byte[] payload) {
    String json = new String(payload, StandardCharsets.UTF_8);
    MessageEvent event;
    Message message;
    try {
      MessagePayload read = GSON.fromJson(json, MessagePayload.class);
      event = read == null ? null : read.getEvent();
      Payload again = GSON.fromJson(json, Payload.class);
      message = again == null ? null : again.event();
    } catch (RuntimeException e) {
      // Of the library that Bolt reads it by, which acknowledges nothing then.
      return;
    }
    if (event == null || message == null || event.getTs() == null) {
      return;
    }
    assertThat(Conversations.isFirst(message)).isEqualTo(Conversations.isFirst(message));
    Conversation conversation = new Conversation(CHANNEL, event.getTs());
    Instant at;
    try {
      at = Conversation.at(event.getTs());
    } catch (IllegalArgumentException e) {
      assertThat(Conversation.named(conversation.thread())).isEmpty();
      return;
    }
    assertThat(Conversation.named(conversation.thread())).contains(conversation);
    Question question =
        Conversations.question(conversation, message, at, Optional.empty(), Optional.empty());
    Stored.holds(ROTATION, question);
    String offered = new Offer(List.of(question.text()), "alice").under(conversation).getText();
    assertThat(offered.length()).isLessThan(3000);
    assertThat(offered).doesNotContain("<");
    assertThat(new String(offered.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(offered);
  }
}
