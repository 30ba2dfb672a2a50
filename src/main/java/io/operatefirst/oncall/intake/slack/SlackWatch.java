package io.operatefirst.oncall.intake.slack;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import com.slack.api.methods.response.auth.AuthTestResponse;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.intake.Backoff;
import io.operatefirst.oncall.logentry.QuestionDesk;
import io.operatefirst.oncall.status.Conditions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the connection of one rotation, and opens another one where it ends. Each begins with the
 * tokens as they are then, and makes up for what was said meanwhile.
 */
final class SlackWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SlackWatch.class);

  private static final Duration MOST_PAUSE = Duration.ofMinutes(1);
  private static final Backoff PAUSES = Backoff.between(Duration.ofSeconds(2), MOST_PAUSE);
  private static final Duration MOST_ASKED = Duration.ofHours(1);

  /** How far back an offer still helps: who asked earlier has found somebody, or given up. */
  private static final Duration LOOK_BACK = Duration.ofDays(1);

  /** What was said shortly before is looked at again, since it may have come out of order. */
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String PAUSE = "Slack asks for a pause: too much is asked of it.";

  /**
   * Of whom it is, as that is now.
   *
   * @param tokens of the app, read anew each time
   * @param rotation as it is now
   * @param report is told how it stands
   */
  record Owner(Tokens tokens, Supplier<OnCallRotation> rotation, Consumer<Condition> report) {}

  private final Slack slack;
  private final QuestionDesk desk;
  private final Owner owner;
  private final Clock clock;
  private final Duration check;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Optional<Instant> heardUntil = Optional.empty();
  private int failures;

  /**
   * Of a rotation.
   *
   * @param check how often a connection and the bot token are asked whether they still hold
   */
  SlackWatch(Slack slack, QuestionDesk desk, Owner owner, Clock clock, Duration check) {
    this.slack = slack;
    this.desk = desk;
    this.owner = owner;
    this.clock = clock;
    this.check = check;
  }

  /** Its connection is closed within seconds, and its thread ends. */
  void stop() {
    stopped.countDown();
  }

  @Override
  public void run() {
    while (!isStopped()) {
      Duration pause = owner.tokens().with(this::connection, this::failed);
      pause(pause);
    }
  }

  /**
   * One connection.
   *
   * @return how long to wait before the next one
   */
  private Duration connection(Tokens.Pair tokens) {
    try {
      MethodsClient bot = slack.methods(tokens.bot());
      AuthTestResponse self = Conversation.checked(bot.authTest(auth -> auth));
      AppsConnectionsOpenResponse open =
          Conversation.checked(
              slack.methods(tokens.app()).appsConnectionsOpen(ask -> ask.token(tokens.app())));
      Conversations conversations =
          new Conversations(bot, desk, owner.rotation(), clock, self.getUserId());
      try (Connection connection =
          Connection.open(
              slack,
              tokens.app(),
              open.getUrl(),
              SlackApp.of(slack, tokens.bot(), conversations))) {
        listen(connection, conversations, bot);
      }
      return PAUSES.after(1);
    } catch (SlackRefused e) {
      return failed(reason(e.error()), refused(e));
    } catch (SlackApiException e) {
      int code = e.getResponse().code();
      return code == TOO_MANY_REQUESTS
          ? rateLimited(e)
          : failed(Conditions.UNREACHABLE, unreachable("it answers " + code));
    } catch (Connection.NotOpened e) {
      return failed(Conditions.UNREACHABLE, unreachable("its WebSocket does not open"));
    } catch (KubernetesClientException e) {
      LOG.warn("questions in Slack of {} were not written down, and will be soon", name());
      return PAUSES.after(++failures);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
      return Duration.ZERO;
    } catch (Exception e) {
      // Not with its message: it may hold anything that somebody has written.
      return failed(Conditions.UNREACHABLE, unreachable(e.getClass().getSimpleName()));
    }
  }

  private void listen(Connection connection, Conversations conversations, MethodsClient bot)
      throws Exception {
    Optional<Instant> since = desk.since(owner.rotation().get(), Place.SLACK);
    if (since.isEmpty()) {
      return;
    }
    Instant before = clock.instant();
    say(madeUp(connection, conversations, from(since.get(), before)));
    heardUntil = Optional.of(before);
    failures = 0;
    while (!isStopped() && connection.isOpen()) {
      heardUntil = Optional.of(clock.instant());
      connection.awaitEnd(stopped, check);
      if (!isStopped()) {
        // A connection outlives the bot token, without which nothing can be said.
        Conversation.checked(bot.authTest(auth -> auth));
      }
    }
  }

  /** A channel that Slack does not show is said, and ends nothing: others are listened to. */
  private Condition madeUp(Connection connection, Conversations conversations, Instant from)
      throws IOException, SlackApiException, InterruptedException {
    try {
      while (!isMadeUp(conversations, from) && connection.isOpen()) {
        say(Conditions.no(Conditions.SLACK_WATCHED, Conditions.RATE_LIMITED, PAUSE));
      }
    } catch (SlackRefused e) {
      if (!reason(e.error()).equals(Conditions.REFUSED)) {
        throw e;
      }
      return Conditions.no(Conditions.SLACK_WATCHED, Conditions.REFUSED, refused(e));
    }
    return Conditions.yes(
        Conditions.SLACK_WATCHED,
        Conditions.CONNECTED,
        "Slack is connected; channels: %s."
            .formatted(
                String.join(
                    ", ", owner.rotation().get().getSpec().questions().slack().channels())));
  }

  /** What is new meanwhile comes by the connection, and so waits for nothing. */
  private boolean isMadeUp(Conversations conversations, Instant from)
      throws IOException, SlackApiException, InterruptedException {
    try {
      conversations.catchUp(from);
      return true;
    } catch (SlackApiException e) {
      if (e.getResponse().code() != TOO_MANY_REQUESTS) {
        throw e;
      }
      return stopped.await(asked(e).toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private Instant from(Instant since, Instant now) {
    Instant last = heardUntil.map(at -> at.minus(OVERLAP)).orElse(now.minus(LOOK_BACK));
    return last.isBefore(since) ? since : last;
  }

  private Duration rateLimited(SlackApiException e) {
    failed(Conditions.RATE_LIMITED, PAUSE);
    return asked(e);
  }

  private static Duration asked(SlackApiException e) {
    String retryAfter = e.getResponse().header("Retry-After");
    Duration asked =
        retryAfter != null && retryAfter.matches("[0-9]{1,6}")
            ? Duration.ofSeconds(Long.parseLong(retryAfter))
            : MOST_PAUSE;
    return asked.compareTo(MOST_ASKED) < 0 ? asked : MOST_ASKED;
  }

  private Duration failed(String reason, String message) {
    say(Conditions.no(Conditions.SLACK_WATCHED, reason, message));
    return PAUSES.after(++failures);
  }

  private static String reason(String error) {
    return switch (error) {
      case "channel_not_found", "not_in_channel", "is_archived" -> Conditions.REFUSED;
      case "ratelimited", "rate_limited" -> Conditions.RATE_LIMITED;
      case "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "not_allowed_token_type",
          "missing_scope",
          "no_permission",
          "access_denied" ->
          Conditions.UNAUTHORIZED;
      default -> Conditions.UNREACHABLE;
    };
  }

  private static String refused(SlackRefused e) {
    return switch (reason(e.error())) {
      case Conditions.REFUSED ->
          "Slack shows not all of spec.questions.slack.channels to the app (%s): invite it there."
              .formatted(e.error());
      case Conditions.RATE_LIMITED -> PAUSE;
      case Conditions.UNAUTHORIZED ->
          "Slack does not take the tokens in spec.questions.slack (%s). tokenSecret is the bot token (xoxb-…) and appTokenSecret the app-level token (xapp-…) of an app that is installed, is in socket mode and has the scopes of docs/questions-slack.md."
              .formatted(e.inWords());
      default -> unreachable("it answers " + e.error());
    };
  }

  private static String unreachable(String why) {
    return "Slack cannot be reached: %s. It is tried again.".formatted(why);
  }

  private void say(Condition condition) {
    if (!isStopped()) {
      owner.report().accept(condition);
    }
  }

  private String name() {
    OnCallRotation rotation = owner.rotation().get();
    return rotation.getMetadata().getNamespace() + "/" + rotation.getMetadata().getName();
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private void pause(Duration time) {
    try {
      if (!stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }
}
