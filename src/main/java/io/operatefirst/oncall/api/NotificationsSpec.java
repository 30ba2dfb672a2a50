package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Objects;

/** Where people are told what concerns them. */
public record NotificationsSpec(
    @JsonPropertyDescription(
            "Notices by e-mail, through the mail server that the administrator has set. Absent: none.")
        Email email,
    @JsonPropertyDescription("Notices in Slack, by an app of the team's own. Absent: none.")
        Slack slack,
    @JsonPropertyDescription(
            "Each notice posted to a system of the team's own, signed. Absent: none.")
        Webhook webhook,
    @JsonPropertyDescription(
            "A banner on top of the OpenShift console, for all users of the cluster, while nobody is"
                + " on call or a critical problem is not acknowledged. Needs the administrator's"
                + " permission (oncall.cluster-wide). Absent: none.")
        Console console) {

  /** Nobody is told anything. */
  public static final NotificationsSpec NONE = new NotificationsSpec(null, null, null, null);

  /** By e-mail, to the address that the list has for each engineer. */
  public record Email(
      @Required
          @Pattern(Formats.EMAIL)
          @Size(max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription(
              "The address that notices come from, such as oncall@example.org.")
          String from) {}

  /** In Slack: to each engineer by the member ID that the list has, and to the team. */
  public record Slack(
      @Required
          @JsonPropertyDescription(
              "The Secret with the bot token (xoxb-…) of the Slack app. Its scopes: chat:write; for"
                  + " userGroup also usergroups:read and usergroups:write.")
          SecretKeySpec tokenSecret,
      @Pattern("^[CG][A-Z0-9]+$")
          @Size(max = Formats.NAME_LENGTH)
          @JsonPropertyDescription(
              "The ID of the channel where the team is told what concerns all, such as C0123456."
                  + " Absent: no such channel.")
          String channel,
      @Pattern("^S[A-Z0-9]+$")
          @Size(max = Formats.NAME_LENGTH)
          @JsonPropertyDescription(
              "The ID of a user group whose one member is whoever is on call, such as S0123456."
                  + " Absent: none.")
          String userGroup) {}

  /** As CloudEvents, to an address whose host the administrator has allowed. */
  public record Webhook(
      @Required
          @Pattern(Formats.URL)
          @Size(max = Formats.URL_LENGTH)
          @JsonPropertyDescription(
              "The URL that notices are posted to, such as https://hooks.example.org/oncall. Its host"
                  + " is one that the administrator has allowed (oncall.webhook-hosts).")
          String url,
      @Required
          @JsonPropertyDescription(
              "The Secret with the key that messages are signed with, as Standard Webhooks has it:"
                  + " whsec_ and base64.")
          SecretKeySpec signingSecret) {}

  /** In the console, in coverage. */
  public record Console(
      @Default("false")
          @JsonPropertyDescription(
              "Whether the banner also says who is on call, and is shown whenever somebody is.")
          Boolean onCall) {

    public Console {
      onCall = Objects.requireNonNullElse(onCall, false);
    }
  }
}
