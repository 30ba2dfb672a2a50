package io.operatefirst.oncall.notify.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.access.slack.SlackClient;
import io.operatefirst.oncall.api.SecretKeySpec;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.RetryAfter;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.status.Conditions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Slack's Web API, by the token of a rotation, and what its answers mean for what is owed. */
public final class SlackApi {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TOO_MANY_REQUESTS = 429;

  /** Of whom it is at fault that nothing can be done: whoever set the token. */
  private static final Set<String> TOKEN =
      Set.of(
          "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "not_allowed_token_type",
          "missing_scope",
          "no_permission",
          "access_denied",
          "org_login_required",
          "team_access_not_granted");

  /** Slack's own trouble. */
  private static final Set<String> PASSING =
      Set.of(
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "ratelimited",
          "rate_limited",
          "team_added_to_org");

  /** What is done with it. */
  @FunctionalInterface
  interface Work {

    Outcome by(MethodsClient slack) throws IOException, SlackApiException;
  }

  private final SlackClient client;
  private final Secrets secrets;
  private final Clock clock;

  /**
   * The API at a place.
   *
   * @param url such as {@code https://slack.com/api/}, as the administrator has set it
   */
  public SlackApi(String url, Secrets secrets, Clock clock) {
    this(url, secrets, clock, PATIENCE);
  }

  SlackApi(String url, Secrets secrets, Clock clock, Duration patience) {
    this.client = new SlackClient(url, patience);
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Does something on behalf of a rotation that is told in Slack. Never throws. */
  Outcome work(Sender sender, Work work) {
    return work(sender, sender.settings().slack().tokenSecret(), TokenField.NOTIFICATIONS, work);
  }

  /**
   * The same by another token.
   *
   * @param field which refers to it
   */
  Outcome work(Sender sender, SecretKeySpec token, TokenField field, Work work) {
    return secrets.with(
        sender.rotation().getNamespace().orElseThrow(),
        token,
        field.field(),
        value -> work(value, field, work),
        Outcome.Unavailable::new);
  }

  private Outcome work(String token, TokenField field, Work work) {
    if (!token.matches("[\\x21-\\x7e]+")) {
      return new Outcome.Unavailable(
          Conditions.SECRET_INVALID,
          "What %s refers to is no token: it has white space or other characters in it. Right would be the bot token alone (xoxb-…)."
              .formatted(field.field()));
    }
    try {
      return work.by(client.get().methods(token));
    } catch (SlackApiException e) {
      int code = e.getResponse().code();
      return code == TOO_MANY_REQUESTS
          ? new Outcome.Unavailable(
              Conditions.RATE_LIMITED,
              "Slack asks for a pause: too much is sent to it. All that is owed waits.",
              RetryAfter.of(e.getResponse().header("Retry-After"), clock.instant()))
          : unreachable("it answers %d".formatted(code));
    } catch (IOException e) {
      return unreachable(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // What is no answer of Slack's, such as the page of a proxy. Its text may be anything.
      return unreachable("what answers is not Slack (%s)".formatted(e.getClass().getSimpleName()));
    }
  }

  /**
   * What an answer means.
   *
   * @param field which refers to the token
   * @param hint what to look at where it is not taken
   */
  static Outcome outcome(SlackApiTextResponse answer, TokenField field, String hint) {
    if (answer.isOk()) {
      return new Outcome.Delivered();
    }
    String error = answer.getError();
    if (PASSING.contains(error)) {
      return unreachable("it answers " + error);
    }
    if (TOKEN.contains(error)) {
      String needs = answer.getNeeded() == null ? "" : ", needs " + answer.getNeeded();
      return new Outcome.Unavailable(
          Conditions.UNAUTHORIZED,
          "Slack does not take the token in %s (%s%s). Put the bot token of an app there that is installed and has the scopes of %s."
              .formatted(field.field(), error, needs, field.page()));
    }
    return new Outcome.Refused(Conditions.REFUSED, "Slack refuses: %s. %s".formatted(error, hint));
  }

  private static Outcome unreachable(String why) {
    return new Outcome.Unavailable(
        Conditions.UNREACHABLE,
        "Slack cannot be reached: %s. All that is owed waits.".formatted(why));
  }
}
