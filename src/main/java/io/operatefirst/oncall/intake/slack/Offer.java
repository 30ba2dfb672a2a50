package io.operatefirst.oncall.intake.slack;

import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.ButtonElement;
import io.operatefirst.oncall.text.Excerpt;
import java.util.List;

/**
 * What is offered under a new message: what is known, who is on duty, and to call them.
 *
 * @param answers what may answer it already
 * @param duty who is on call, in words; nobody is called by it
 */
record Offer(List<String> answers, String duty) {

  static final String CALL = "oncall_call";

  /** A section of Slack's has 3000 at most. */
  private static final int MOST = 2900;

  ChatPostMessageRequest under(Conversation conversation) {
    String known =
        answers.isEmpty()
            ? ""
            : "This may answer it already:\n• " + String.join("\n• ", answers) + "\n\n";
    String text = Excerpt.of(escaped(known + duty), MOST);
    return ChatPostMessageRequest.builder()
        .channel(conversation.channel())
        .threadTs(conversation.ts())
        .text(text)
        .blocks(List.of(section(text), button()))
        .unfurlLinks(false)
        .unfurlMedia(false)
        .build();
  }

  private static LayoutBlock section(String text) {
    return SectionBlock.builder().text(MarkdownTextObject.builder().text(text).build()).build();
  }

  private static LayoutBlock button() {
    return ActionsBlock.builder()
        .elements(
            List.of(
                ButtonElement.builder()
                    .actionId(CALL)
                    .text(PlainTextObject.builder().text("Call the person on duty").build())
                    .build()))
        .build();
  }

  /** So that no {@code <!channel>} of anybody disturbs anybody. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
