package io.operatefirst.oncall.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.LoggedLines;
import io.operatefirst.oncall.access.Credentials;
import io.operatefirst.oncall.access.Keys;
import io.operatefirst.oncall.access.ReviewingServer;
import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Stint;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is given the calendar, and what those are told who are not. */
class CalendarFeedTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final ReviewingServer reviews = new ReviewingServer();
  private final LoggedLines logged = new LoggedLines();
  private HttpServer server;
  private KubernetesClient client;
  private int secretStatus = 200;
  private boolean open = true;
  private CalendarFeed feed;

  @BeforeEach
  void aRotationWithAKey() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/namespaces/team/secrets/feed",
        exchange -> {
          byte[] secret =
              """
              {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "feed"},
               "data": {"key": "%s"}}
              """
                  .formatted(
                      Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(secretStatus, secret.length);
          exchange.getResponseBody().write(secret);
          exchange.close();
        });
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    Rotations rotations = new TwoRotations();
    feed =
        new CalendarFeed(
            new Gate(new Credentials(reviews.client), new Keys(new Secrets(client)), rotations),
            rotations,
            Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    logged.close();
    client.close();
    server.stop(0);
    reviews.close();
    assertThat(logged.lines()).noneMatch(line -> line.contains(KEY));
  }

  @Test
  void whoHasTheKeyIsGivenIt() {
    Response answer = read("sre", null, KEY, null);

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getMediaType()).hasToString("text/calendar;charset=utf-8");
    assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(answer.getEntityTag().isWeak()).isFalse();
    assertThat(text(answer)).contains("SUMMARY:alice on call (sre)", "SUMMARY:bob on call (sre)");
    assertThat(reviews.tokenReviews).isEmpty();
  }

  @Test
  void whoMayGetTheRotationIsGivenItWithoutAKeyToo() {
    assertThat(read("sre", null, null, ReviewingServer.KNOWN).getStatus()).isEqualTo(200);
    assertThat(read("keyless", null, null, ReviewingServer.KNOWN).getStatus()).isEqualTo(200);
    assertThat(reviews.accessReviews.get(0).at("/spec/resourceAttributes"))
        .hasToString(
            "{\"group\":\"oncall.operate-first.cloud\",\"name\":\"sre\",\"namespace\":\"team\","
                + "\"resource\":\"oncallrotations\",\"verb\":\"get\",\"version\":\"v1alpha1\"}");
  }

  @Test
  void onesOwnCalendarHasOnesOwnDutyAndAnotherTag() {
    Response own = read("sre", "alice", KEY, null);

    assertThat(text(own)).contains("SUMMARY:alice on call (sre)").doesNotContain("bob");
    assertThat(own.getEntityTag()).isNotEqualTo(read("sre", null, KEY, null).getEntityTag());
    assertThat(own.getEntityTag()).isEqualTo(read("sre", "alice", KEY, null).getEntityTag());
  }

  /** Who guesses learns neither which rotations there are nor which of them has a key. */
  @ParameterizedTest
  @CsvSource({"sre", "keyless", "none"})
  void whoHasAnotherKeyIsToldTheSameWhateverThereIs(String rotation) {
    for (String engineer : new String[] {null, "alice", "zoe"}) {
      for (String key : List.of("", "x", KEY.replace('0', 'f'))) {
        Response answer = read(rotation, engineer, key, null);
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getEntity()).isEqualTo("that key opens no calendar here\n");
        assertThat(answer.getEntityTag()).isNull();
      }
    }
  }

  @Test
  void theKeyOfOneRotationOpensNoOther() {
    assertThat(read("keyless", null, KEY, null).getStatus()).isEqualTo(403);
    assertThat(read("none", null, KEY, null).getStatus()).isEqualTo(403);
  }

  @Test
  void withoutAKeyAndWithATokenThatNobodyKnowsIs401() {
    for (String rotation : List.of("sre", "none")) {
      for (String token : new String[] {null, "nonsense", "a b"}) {
        Response answer = read(rotation, null, null, token);
        assertThat(answer.getStatus()).isEqualTo(401);
        assertThat(answer.getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");
      }
    }
  }

  /** A token that is no longer good must not be hidden by a key that is. */
  @Test
  void aTokenIsJudgedEvenBesideAGoodKey() {
    assertThat(read("sre", null, KEY, "nonsense").getStatus()).isEqualTo(401);
  }

  @Test
  void whoMayNotGetTheRotationIsToldNothingOfWhatThereIs() {
    reviews.allows = false;

    for (String rotation : List.of("sre", "none")) {
      Response answer = read(rotation, "zoe", null, ReviewingServer.KNOWN);
      assertThat(answer.getStatus()).isEqualTo(403);
      assertThat(answer.getEntity())
          .isEqualTo("the owner of that token has no right to get that oncallrotation\n");
    }
  }

  @Test
  void whoMayReadItIsToldWhatThereIsNot() {
    assertThat(read("none", null, null, ReviewingServer.KNOWN).getEntity())
        .isEqualTo("there is no such rotation\n");
    assertThat(read("sre", "zoe", KEY, null).getStatus()).isEqualTo(404);
    assertThat(read("sre", "zoe", null, ReviewingServer.KNOWN).getEntity())
        .isEqualTo("nobody of that name is on the list of the rotation\n");
  }

  @Test
  void anApiServerThatCannotBeAskedIsNoFaultOfTheCaller() {
    reviews.works = false;
    secretStatus = 500;

    assertComesAgain(read("sre", null, KEY, null));
    assertComesAgain(read("sre", null, null, ReviewingServer.KNOWN));
    secretStatus = 200;
    assertThat(read("sre", null, KEY, null).getStatus()).isEqualTo(200);
  }

  /** An empty calendar would have every client forget all shifts. */
  @Test
  void nothingIsServedBeforeTheLogIsKnown() {
    open = false;

    assertComesAgain(read("sre", null, KEY, null));
    assertComesAgain(read("sre", null, null, ReviewingServer.KNOWN));
  }

  /** Its team is told in the operator's log, once, since the caller is not to know. */
  @Test
  void aSecretThatMayNotBeReadOpensNothingAndIsSaidOnce() {
    secretStatus = 403;

    for (int i = 0; i < 3; i++) {
      assertThat(read("sre", null, KEY, null).getStatus()).isEqualTo(403);
    }
    assertThat(logged.lines())
        .filteredOn(line -> line.contains("The operator may not read Secret feed"))
        .hasSize(1);
  }

  /** The server's own way to log it would have the address in it, and with it the key. */
  @Test
  void aStatusThatCannotBeReadIsLoggedWithoutTheKey() {
    assertComesAgain(read("broken", null, KEY, null));

    assertThat(logged.lines()).anyMatch(line -> line.contains("cannot be shown"));
  }

  /** The page lists every refusal, and no other. */
  @Test
  void theDocumentationListsEveryAnswer() throws IOException {
    assertThat(
            Files.readAllLines(Path.of("docs", "calendar.md")).stream()
                .filter(line -> line.matches("\\| [45]\\d\\d \\| .*")))
        .containsExactlyElementsOf(
            Arrays.stream(FeedAnswer.values())
                .map(answer -> "| %d | %s |".formatted(answer.status(), answer.reason()))
                .toList());
  }

  private static void assertComesAgain(Response answer) {
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("5");
  }

  private static String text(Response answer) {
    return new String((byte[]) answer.getEntity(), StandardCharsets.UTF_8);
  }

  private Response read(String rotation, String engineer, String key, String token) {
    List<String> authorization = token == null ? List.of() : List.of("Bearer " + token);
    return feed.read(
        "team",
        rotation,
        engineer,
        key,
        answering(HttpHeaders.class, authorization),
        answering(Request.class, null));
  }

  private static <T> T answering(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            CalendarFeedTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer));
  }

  private final class TwoRotations implements Rotations {

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public Optional<OnCallRotation> find(String namespace, String name) {
      String spec =
          switch (name) {
            case "sre" -> "feed: {keySecret: {name: feed, key: key}}";
            case "broken" -> "feed: {keySecret: {name: feed, key: key}}";
            case "keyless" -> "suspend: false";
            default -> null;
          };
      return namespace.equals("team") && spec != null
          ? Optional.of(rotation(name, spec))
          : Optional.empty();
    }

    @Override
    public Stream<OnCallLogEntry> handovers(OnCallRotation rotation) {
      return Stream.empty();
    }

    @Override
    public List<Stint> planned(OnCallRotation rotation) {
      return List.of();
    }

    private static OnCallRotation rotation(String name, String spec) {
      return new KubernetesSerialization()
          .unmarshal(
              """
              apiVersion: oncall.operate-first.cloud/v1alpha1
              kind: OnCallRotation
              metadata: {name: %s, namespace: team}
              spec: {engineers: [{name: alice}, {name: bob}], %s}
              status:
                scheduled: alice
                shift: {start: "%s", end: "2026-11-24T08:00:00Z"}
                upcoming: [{engineer: bob, start: "2026-11-24T08:00:00Z", end: "2026-11-25T08:00:00Z"}]
              """
                  .formatted(name, spec, name.equals("broken") ? "today" : "2026-11-23T08:00:00Z"),
              OnCallRotation.class);
    }
  }
}
