package io.operatefirst.oncall.notify.slack;

import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notifier;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;

/** In Slack: to each engineer on their own, and to the team in its channel. */
public final class SlackNotifier implements Notifier {

  private final SlackApi api;

  public SlackNotifier(SlackApi api) {
    this.api = api;
  }

  @Override
  public String channel() {
    return "Slack";
  }

  @Override
  public boolean reaches(Sender sender, Recipient recipient) {
    NotificationsSpec.Slack settings = sender.settings().slack();
    return settings != null && recipient.isOfTheTeam() && address(settings, recipient) != null;
  }

  /** A member's ID stands for the conversation of the app with that member. */
  private static String address(NotificationsSpec.Slack settings, Recipient recipient) {
    return recipient instanceof Recipient.Engineer one
        ? one.engineer().slack()
        : settings.channel();
  }

  @Override
  public Outcome deliver(Sender sender, Message message) {
    String to = address(sender.settings().slack(), message.to());
    String hint =
        message.to() instanceof Recipient.Engineer one
            ? "Look at slack of %s under spec.engineers: %s.".formatted(one.name(), to)
            : "Look at spec.notifications.slack.channel: %s; the app has to be invited there."
                .formatted(to);
    return api.work(
        sender,
        slack ->
            SlackApi.outcome(
                slack.chatPostMessage(
                    post ->
                        post.channel(to)
                            .text(SlackText.of(message.text()))
                            .unfurlLinks(false)
                            .unfurlMedia(false)),
                TokenField.NOTIFICATIONS,
                hint));
  }
}
