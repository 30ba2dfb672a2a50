package io.operatefirst.oncall.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notifier;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.RetryAfter;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.status.Conditions;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** To a system of the team's own, which passes each message on as it sees fit. */
public final class WebhookNotifier implements Notifier {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final AllowedHosts hosts;
  private final Secrets secrets;
  private final ObjectMapper json;
  private final Clock clock;
  private final Duration patience;
  // No redirects: where to would be for whoever answers to say, and not for the administrator. And
  // no HTTP/2, which the client would ask for in the clear by an upgrade that not all servers bear.
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public WebhookNotifier(AllowedHosts hosts, Secrets secrets, ObjectMapper json, Clock clock) {
    this(hosts, secrets, json, clock, PATIENCE);
  }

  WebhookNotifier(
      AllowedHosts hosts, Secrets secrets, ObjectMapper json, Clock clock, Duration patience) {
    this.hosts = hosts;
    this.secrets = secrets;
    this.json = json;
    this.clock = clock;
    this.patience = patience;
  }

  @Override
  public String channel() {
    return "Webhook";
  }

  @Override
  public boolean reaches(Sender sender, Recipient recipient) {
    return sender.settings().webhook() != null && recipient.isOfTheTeam();
  }

  @Override
  public Outcome deliver(Sender sender, Message message) {
    NotificationsSpec.Webhook settings = sender.settings().webhook();
    Optional<URI> url = url(settings.url()).filter(hosts::allow);
    if (url.isEmpty()) {
      return new Outcome.Unavailable(
          Conditions.NOT_ALLOWED,
          "Nothing may be posted to %s. The administrator of the operator allows hosts by oncall.webhook-hosts."
              .formatted(settings.url()));
    }
    return secrets.with(
        sender.rotation().getNamespace().orElseThrow(),
        settings.signingSecret(),
        "spec.notifications.webhook.signingSecret",
        secret ->
            Signature.by(secret)
                .map(signature -> post(url.get(), signature, sender, message))
                .orElseGet(
                    () ->
                        new Outcome.Unavailable(
                            Conditions.SECRET_INVALID,
                            "Key %s of Secret %s is no key to sign with. Right would be whsec_ and the base64 of 24 to 64 random bytes: echo whsec_$(openssl rand -base64 32)"
                                .formatted(
                                    settings.signingSecret().key(),
                                    settings.signingSecret().name()))),
        Outcome.Unavailable::new);
  }

  private static Optional<URI> url(String url) {
    try {
      return Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Outcome post(URI url, Signature signature, Sender sender, Message message) {
    Instant now = clock.instant();
    try {
      String body = json.writeValueAsString(NoticeEvent.of(sender, message, now));
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(patience)
              .header("Content-Type", NoticeEvent.CONTENT_TYPE)
              .header("webhook-id", message.id())
              .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
              .header("webhook-signature", signature.of(message.id(), now.getEpochSecond(), body))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      // What follows the head is not waited for: the patience does not hold for it, and it may be
      // without end.
      answer.body().close();
      return outcome(answer.statusCode(), answer.headers(), now);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      return unreachable(reason(e), Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unreachable("the operator stops", Duration.ZERO);
    }
  }

  /** Where an exception says nothing its cause does, such as that of a name that nobody knows. */
  private static String reason(IOException failure) {
    Throwable told = failure;
    while (told.getMessage() == null && told.getCause() != null) {
      told = told.getCause();
    }
    String kind = told.getClass().getSimpleName();
    return told.getMessage() == null ? kind : told.getMessage() + " (" + kind + ")";
  }

  private static Outcome outcome(int code, HttpHeaders headers, Instant now) {
    Duration pause = RetryAfter.of(headers.firstValue("Retry-After").orElse(null), now);
    if (code / 100 == 2) {
      return new Outcome.Delivered();
    }
    if (code == TOO_MANY_REQUESTS) {
      return new Outcome.Unavailable(
          Conditions.RATE_LIMITED,
          "The webhook asks for a pause (429). All that is owed waits.",
          pause);
    }
    if (code >= SERVER_ERROR || code == HttpURLConnection.HTTP_CLIENT_TIMEOUT) {
      return unreachable("it answers " + code, pause);
    }
    if (code == HttpURLConnection.HTTP_UNAUTHORIZED || code == HttpURLConnection.HTTP_FORBIDDEN) {
      return new Outcome.Unavailable(
          Conditions.UNAUTHORIZED,
          "The webhook does not accept the signature (%d). Both sides need the key in spec.notifications.webhook.signingSecret."
              .formatted(code));
    }
    return new Outcome.Refused(
        Conditions.REFUSED,
        "The webhook answers %d. Look at spec.notifications.webhook.url; redirects are not followed."
            .formatted(code));
  }

  private static Outcome unreachable(String why, Duration pause) {
    return new Outcome.Unavailable(
        Conditions.UNREACHABLE,
        "The webhook cannot be reached: %s. All that is owed waits.".formatted(why),
        pause);
  }
}
