package io.operatefirst.oncall.intake.alertmanager;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Asks the replicas of one Alertmanager for all that they know, silenced and inhibited alerts too:
 * what is missing from the list is over. Whatever they do, an answer is there in time. Not for use
 * by several threads.
 */
final class AlertmanagerClient {

  /** How long it waits, and how much it reads. */
  record Limits(Duration connect, Duration answer, long bytes) {
    static final Limits DEFAULT =
        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 64L << 20);
  }

  private static final String PATH =
      "/api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true";

  private final AlertmanagersConfig.Cluster cluster;
  private final Limits limits;
  private HttpClient http;
  private FileTime caAsOf;

  AlertmanagerClient(AlertmanagersConfig.Cluster cluster, Limits limits) {
    this.cluster = cluster;
    this.limits = limits;
  }

  /** Something that is wrong with a replica, or with what it takes to ask. */
  private static final class Trouble extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean refused;

    Trouble(boolean refused, String message, Throwable cause) {
      super(message, cause);
      this.refused = refused;
    }
  }

  /** Asks all of them, at the same time. */
  Answer ask() throws InterruptedException {
    Optional<String> token;
    HttpClient client;
    try {
      token = token();
      client = client();
    } catch (Trouble e) {
      return new Answer.Failed(e.refused, e.getMessage());
    }
    long start = System.nanoTime();
    Map<URI, CompletableFuture<HttpResponse<InputStream>>> asked = new LinkedHashMap<>();
    cluster.url().forEach(url -> asked.put(url, send(client, url, token)));
    List<Alert> alerts = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    boolean refused = false;
    for (Map.Entry<URI, CompletableFuture<HttpResponse<InputStream>>> one : asked.entrySet()) {
      try {
        alerts.addAll(read(one.getValue(), start));
      } catch (Trouble e) {
        troubles.add(host(one.getKey()) + ": " + e.getMessage());
        refused |= e.refused;
      }
    }
    return troubles.size() < asked.size()
        ? new Answer.Told(alerts, troubles)
        : new Answer.Failed(refused, String.join("; ", troubles));
  }

  /** Not the whole address: somebody may have written a password into it. */
  private static String host(URI url) {
    if (url.getHost() == null) {
      return "an address without a host";
    }
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  private CompletableFuture<HttpResponse<InputStream>> send(
      HttpClient client, URI url, Optional<String> token) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/+$", "") + PATH))
              .timeout(limits.answer())
              .header("Accept", "application/json");
      token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
      return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<Alert> read(CompletableFuture<HttpResponse<InputStream>> asked, long start)
      throws Trouble, InterruptedException {
    HttpResponse<InputStream> response;
    try {
      response = asked.get(left(start), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw tooSlow(e);
    } catch (ExecutionException e) {
      throw explain(e.getCause());
    }
    InputStream body = response.body();
    // Nothing else ends a body that never ends. It has time of its own: the one before may have
    // taken all of it.
    long begun = System.nanoTime();
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            () -> close(body),
            CompletableFuture.delayedExecutor(left(begun), TimeUnit.NANOSECONDS));
    try (body) {
      check(response.statusCode());
      return AlertsJson.read(new Bounded(body, limits.bytes()));
    } catch (AlertsJson.NotAlertsException e) {
      throw isLate(begun)
          ? tooSlow(e)
          : new Trouble(false, "what it answers is no list of alerts of Alertmanager's API v2", e);
    } catch (Bounded.ExceededException e) {
      throw new Trouble(false, "it answers more than %d MiB".formatted(limits.bytes() >> 20), e);
    } catch (IOException e) {
      throw isLate(begun) ? tooSlow(e) : explain(e);
    } finally {
      deadline.cancel(true);
    }
  }

  private long left(long start) {
    return Math.max(1, limits.answer().toNanos() - (System.nanoTime() - start));
  }

  private boolean isLate(long start) {
    return System.nanoTime() - start >= limits.answer().toNanos();
  }

  private static void check(int status) throws Trouble {
    if (status == HttpURLConnection.HTTP_UNAUTHORIZED
        || status == HttpURLConnection.HTTP_FORBIDDEN) {
      throw new Trouble(true, "it answers with status " + status, null);
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new Trouble(false, "it answers with status " + status, null);
    }
  }

  private Trouble tooSlow(Throwable cause) {
    return new Trouble(
        false, "no answer within %d s".formatted(limits.answer().toSeconds()), cause);
  }

  private Trouble explain(Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException) {
      return new Trouble(
          false, "no connection within %d s".formatted(limits.connect().toSeconds()), cause);
    }
    if (cause instanceof HttpTimeoutException) {
      return tooSlow(cause);
    }
    if (cause instanceof ConnectException) {
      return new Trouble(
          false, isUnresolved(cause) ? "nobody knows this host" : "nothing listens there", cause);
    }
    if (cause instanceof IllegalArgumentException) {
      return new Trouble(false, "write http:// or https:// and a host", cause);
    }
    if (cause instanceof SSLException) {
      return new Trouble(
          false, "no trusted TLS connection comes about (its certificate, the ca-file)", cause);
    }
    return new Trouble(
        false, "the connection broke (%s)".formatted(cause.getClass().getSimpleName()), cause);
  }

  private static boolean isUnresolved(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> token() throws Trouble {
    if (cluster.tokenFile().isEmpty()) {
      return Optional.empty();
    }
    Path file = cluster.tokenFile().get();
    String token;
    try {
      token = Files.readString(file).strip();
    } catch (IOException | UncheckedIOException e) {
      throw new Trouble(true, "the token-file %s cannot be read".formatted(file), e);
    }
    // Also since what is refused as a header would be told whole by the refusal.
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new Trouble(true, "the token-file %s holds no token".formatted(file), null);
    }
    return Optional.of(token);
  }

  /** The same as long as whom it trusts is the same. */
  private HttpClient client() throws Trouble {
    if (cluster.caFile().isEmpty()) {
      if (http == null) {
        http = builder().build();
      }
      return http;
    }
    Path file = cluster.caFile().get();
    try {
      FileTime asOf = Files.getLastModifiedTime(file);
      if (http == null || !asOf.equals(caAsOf)) {
        http = builder().sslContext(Trust.in(file)).build();
        caAsOf = asOf;
      }
      return http;
    } catch (IOException e) {
      throw new Trouble(false, "the ca-file %s cannot be read".formatted(file), e);
    } catch (GeneralSecurityException e) {
      throw new Trouble(false, "the ca-file %s holds no certificates".formatted(file), e);
    }
  }

  private HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(limits.connect());
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // Nobody reads it any more.
      return;
    }
  }
}
