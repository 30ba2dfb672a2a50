package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;

/** The places where users ask, and whoever is on call answers. */
public record QuestionsSpec(
    @Default("100")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
            "How many characters of what was asked the log keeps, from its beginning. 0: none, only"
                + " who asked and where.")
        Integer excerpt,
    @JsonPropertyDescription("Questions in Slack channels, by an app in socket mode. Absent: none.")
        Slack slack,
    @JsonPropertyDescription("Issues and pull requests on GitHub. Absent: none.") GitHub github,
    @JsonPropertyDescription("Mails to a list, read by IMAP. Absent: none.") Mail mail) {

  /** Nobody is listened to. */
  public static final QuestionsSpec NONE = new QuestionsSpec(null, null, null, null);

  public QuestionsSpec {
    excerpt = Objects.requireNonNullElse(excerpt, 100);
  }

  /** An app that hears of new messages through a connection of its own to Slack. */
  public record Slack(
      @Required @JsonPropertyDescription("The Secret with the bot token (xoxb-…) of the Slack app.")
          SecretKeySpec tokenSecret,
      @Required
          @JsonPropertyDescription(
              "The Secret with the app-level token (xapp-…) of the Slack app, with the scope"
                  + " connections:write.")
          SecretKeySpec appTokenSecret,
      @Required
          @Size(min = 1, max = 50)
          @JsonPropertyDescription(
              "The IDs of the channels where users ask, such as C0123456: 1 to 50 of them.")
          List<@Pattern("^[CG][A-Z0-9]+$") @Size(max = Formats.NAME_LENGTH) String> channels) {

    public Slack {
      channels = channels == null ? List.of() : channels;
    }
  }

  /** By a token, or as an app. */
  @ValidationRule(value = "has(self.tokenSecret) != has(self.app)", message = GITHUB_RULE)
  public record GitHub(
      @JsonPropertyDescription("The Secret with a token of a user of the team's own. Or app.")
          SecretKeySpec tokenSecret,
      @JsonPropertyDescription("A GitHub app of the team's own. Or tokenSecret.") App app,
      @Required
          @Size(min = 1, max = 50)
          @JsonPropertyDescription(
              "The repositories where users ask, such as operate-first/apps: 1 to 50 of them.")
          List<@Pattern("^[A-Za-z0-9][-A-Za-z0-9]*/[-._A-Za-z0-9]+$") @Size(max = 140) String>
              repositories,
      @Size(max = 20)
          @JsonPropertyDescription(
              "Issues and pull requests with one of these labels are questions. Absent: only those"
                  + " that somebody hands over by /assign-to-oncall or bot/assign-to-oncall.")
          List<@Size(min = 1, max = 50) String> labels,
      @Default("false")
          @JsonPropertyDescription(
              "Whether what is resolved in the log is closed on GitHub. What is closed there is"
                  + " resolved in the log in any case.")
          Boolean closeResolved) {

    public GitHub {
      repositories = repositories == null ? List.of() : repositories;
      labels = labels == null ? List.of() : labels;
      closeResolved = Objects.requireNonNullElse(closeResolved, false);
    }
  }

  /** Of which there is one. */
  public static final String GITHUB_RULE = "write tokenSecret or app, one of the two";

  /** An app that is installed for the owner of each repository. */
  public record App(
      @Required
          @Pattern("^[0-9]{1,18}$")
          @Size(max = 18)
          @JsonPropertyDescription("The app's ID, a number in quotes.")
          String id,
      @Required
          @JsonPropertyDescription(
              "The Secret with the app's private key, as GitHub gives it (PEM).")
          SecretKeySpec privateKeySecret) {}

  /** A mailbox that receives what is sent to the list. */
  public record Mail(
      @Required
          @Pattern("^[A-Za-z0-9]([-.A-Za-z0-9]*[A-Za-z0-9])?$")
          @Size(max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription(
              "The IMAP server, such as imap.example.org. The administrator has allowed it"
                  + " (oncall.mail-hosts).")
          String host,
      @Default("993")
          @Min(1)
          @Max(65535)
          @JsonPropertyDescription("Its port for IMAP over TLS, 1 to 65535.")
          Integer port,
      @Required
          @Size(min = 1, max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription("The user that the mailbox belongs to.")
          String username,
      @Required @JsonPropertyDescription("The Secret with the password of the mailbox.")
          SecretKeySpec passwordSecret,
      @Default("INBOX")
          @Size(min = 1, max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription("The folder that is read; nothing in it is changed.")
          String folder,
      @Required
          @Pattern(Formats.EMAIL)
          @Size(max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription(
              "The address that users write to, such as support@example.org. Other mail is left"
                  + " alone.")
          String list,
      @Pattern(Formats.EMAIL)
          @Size(max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription(
              "The address that answers come from, through the administrator's mail server. Absent:"
                  + " those who ask get no answer by mail.")
          String from) {

    public Mail {
      port = Objects.requireNonNullElse(port, 993);
      folder = Objects.requireNonNullElse(folder, "INBOX");
    }
  }
}
