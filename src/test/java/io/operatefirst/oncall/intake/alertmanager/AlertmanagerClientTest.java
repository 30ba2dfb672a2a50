package io.operatefirst.oncall.intake.alertmanager;

import static io.operatefirst.oncall.intake.alertmanager.FakeReplicas.alerts;
import static io.operatefirst.oncall.intake.alertmanager.FakeReplicas.answer;
import static io.operatefirst.oncall.intake.alertmanager.FakeReplicas.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.FreePorts;
import io.operatefirst.oncall.log.Member;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever replicas answer, it is understood, or what is wrong is said in plain words. */
class AlertmanagerClientTest {

  private final FakeReplicas replicas = new FakeReplicas();
  @TempDir Path directory;

  @AfterEach
  void stop() {
    replicas.close();
  }

  @Test
  void itIsAskedForEverythingAndWhatIsUnknownIsIgnored() throws Exception {
    AtomicReference<String> asked = new AtomicReference<>();
    URI url =
        replicas.server(
            exchange -> {
              asked.set(
                  exchange.getRequestURI()
                      + " "
                      + exchange.getRequestHeaders().getFirst("Authorization"));
              answer(
                      200,
                      """
                  [{"fingerprint": "f1", "labels": {"alertname": "A", "severity": "critical"},
                    "annotations": {"summary": "It is bad"}, "startsAt": "2026-11-23T10:00:00.000+01:00",
                    "endsAt": "2026-11-23T10:05:00.000Z", "updatedAt": "2026-11-23T10:00:00.000Z",
                    "generatorURL": "http://prometheus/graph", "receivers": [{"name": "x"}],
                    "future": {"field": [1]},
                    "status": {"state": "active", "silencedBy": [], "inhibitedBy": []}},
                   {"fingerprint": "f2", "labels": {"alertname": "B"}, "annotations": {},
                    "startsAt": "2026-11-23T09:00:00.5Z",
                    "status": {"state": "suppressed", "silencedBy": ["id"], "inhibitedBy": []}},
                   {"fingerprint": "f3", "labels": {"alertname": "C"}, "annotations": {},
                    "startsAt": "2026-11-23T09:00:00Z", "status": {"state": "unprocessed"}}]
                  """)
                  .handle(exchange);
            });

    Answer.Told told = told(URI.create(url + "/"));

    assertThat(asked.get())
        .isEqualTo("/api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true null");
    assertThat(told.silent()).isEmpty();
    assertThat(told.alerts())
        .extracting(Alert::state)
        .containsExactly(Member.State.FIRING, Member.State.MUTED, Member.State.FIRING);
    Alert alert = told.alerts().get(0);
    assertThat(alert.fingerprint()).isEqualTo("f1");
    assertThat(alert.startsAt()).isEqualTo(Instant.parse("2026-11-23T09:00:00Z"));
    assertThat(alert.link()).contains("http://prometheus/graph");
    assertThat(alert.annotations()).containsEntry("summary", "It is bad");
  }

  @Test
  void whatAnyReplicaKnowsIsThere() throws Exception {
    Answer.Told told =
        told(replicas.server(alerts("f1", "f2")), replicas.server(alerts("f2", "f3")));
    assertThat(told.alerts())
        .extracting(Alert::fingerprint)
        .containsExactly("f1", "f2", "f2", "f3");
  }

  @Test
  void oneReplicaThatAnswersIsEnough() throws Exception {
    URI broken = replicas.server(answer(500, "{}"));
    Answer.Told told = told(broken, replicas.server(alerts("f1")));
    assertThat(told.alerts()).hasSize(1);
    assertThat(told.silent()).containsExactly(host(broken) + ": it answers with status 500");
  }

  @Test
  void theTokenIsReadEachTimeAndNeverTold() throws Exception {
    AtomicReference<String> sent = new AtomicReference<>();
    URI url =
        replicas.server(
            exchange -> {
              sent.set(exchange.getRequestHeaders().getFirst("Authorization"));
              answer(403, "no").handle(exchange);
            });
    Path file = Files.writeString(directory.resolve("token"), "secret-1\n");
    AlertmanagerClient client = client(Optional.of(file), Optional.empty(), url);

    assertThat(client.ask())
        .isEqualTo(new Answer.Failed(true, host(url) + ": it answers with status 403"));
    assertThat(sent.get()).isEqualTo("Bearer secret-1");

    Files.writeString(file, "secret-2");
    client.ask();
    assertThat(sent.get()).isEqualTo("Bearer secret-2");

    Files.writeString(file, "two\nlines");
    assertThat(client.ask())
        .isEqualTo(new Answer.Failed(true, "the token-file " + file + " holds no token"));
    Files.delete(file);
    assertThat(client.ask())
        .isEqualTo(new Answer.Failed(true, "the token-file " + file + " cannot be read"));
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertThat(failed(replicas.server(answer(401, "")))).isEqualTo("it answers with status 401");
    assertThat(failed(replicas.server(answer(503, "")))).isEqualTo("it answers with status 503");
    assertThat(failed(replicas.server(answer(302, "")))).isEqualTo("it answers with status 302");
    String noList = "what it answers is no list of alerts of Alertmanager's API v2";
    assertThat(failed(replicas.server(answer(200, "<html>Log in</html>")))).isEqualTo(noList);
    assertThat(failed(replicas.server(answer(200, "{\"status\": \"success\"}")))).isEqualTo(noList);
    assertThat(failed(replicas.server(answer(200, "[{\"labels\": {}}]")))).isEqualTo(noList);
    assertThat(failed(replicas.server(answer(200, "[{\"fingerprint\": \"f1\"")))).isEqualTo(noList);
    assertThat(failed(replicas.server(answer(200, "")))).isEqualTo(noList);
    assertThat(failed(URI.create("http://127.0.0.1:" + FreePorts.one())))
        .isEqualTo("nothing listens there");
    assertThat(failed(URI.create("http://no-such-host.invalid:9093")))
        .isEqualTo("nobody knows this host");
  }

  @Test
  void anAddressThatIsNoneIsSaid() throws Exception {
    assertThat(client(Optional.empty(), Optional.empty(), URI.create("alertmanager:9093")).ask())
        .isEqualTo(
            new Answer.Failed(
                false, "an address without a host: write http:// or https:// and a host"));
  }

  @Test
  void whatIsInAnAddressBesidesTheHostIsNotTold() throws Exception {
    URI url = URI.create("http://user:password@127.0.0.1:" + FreePorts.one() + "/secret");
    assertThat(((Answer.Failed) client(Optional.empty(), Optional.empty(), url).ask()).why())
        .doesNotContain("password")
        .doesNotContain("secret");
  }

  @Test
  void aBodyThatIsTooLargeIsNotRead() throws Exception {
    String alert = alerts(List.of("f1")).replace("[", "").replace("]", "");
    assertThat(
            failed(replicas.server(answer(200, "[" + (alert + ",").repeat(20_000) + alert + "]"))))
        .isEqualTo("it answers more than 1 MiB");
  }

  @Test
  void whoDoesNotAnswerInTimeIsNotWaitedFor() throws Exception {
    long start = System.nanoTime();
    assertThat(failed(replicas.server(replicas::hang))).isEqualTo("no answer within 1 s");
    assertThat(failed(replicas.server(replicas::hangAfterTheFirstByte)))
        .isEqualTo("no answer within 1 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void oneThatHangsDoesNotKeepTheOtherFromBeingHeard() throws Exception {
    assertThat(told(replicas.server(replicas::hang), replicas.server(alerts("f1"))).alerts())
        .hasSize(1);
    assertThat(
            told(replicas.server(replicas::hangAfterTheFirstByte), replicas.server(alerts("f1")))
                .alerts())
        .hasSize(1);
  }

  @Test
  void aCaFileThatHoldsNoneIsSaidUntilItDoes() throws Exception {
    Path file = directory.resolve("ca.crt");
    AlertmanagerClient client =
        client(Optional.empty(), Optional.of(file), replicas.server(alerts("f1")));
    assertThat(client.ask())
        .isEqualTo(new Answer.Failed(false, "the ca-file " + file + " cannot be read"));
    Files.writeString(file, "nonsense");
    assertThat(client.ask())
        .isEqualTo(new Answer.Failed(false, "the ca-file " + file + " holds no certificates"));
  }

  @Test
  void whoIsSignedByTheCaFileIsTrustedAndNobodyElse() throws Exception {
    URI url = replicas.server(identity("one"), alerts("f1"));
    identity("two");

    assertThat(failed(url))
        .isEqualTo("no trusted TLS connection comes about (its certificate, the ca-file)");

    Path file = Files.copy(directory.resolve("two.pem"), directory.resolve("ca.crt"));
    AlertmanagerClient client = client(Optional.empty(), Optional.of(file), url);
    assertThat(client.ask()).isInstanceOf(Answer.Failed.class);

    Files.copy(directory.resolve("one.pem"), file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertThat(client.ask()).isInstanceOf(Answer.Told.class);
  }

  /** A key for this host, with its certificate in a PEM file of that name. */
  private SSLContext identity(String name) throws Exception {
    Path store = directory.resolve(name + ".p12");
    keytool(
        "-genkeypair -alias %s -keyalg EC -dname CN=%s -ext san=ip:127.0.0.1 -storetype PKCS12"
            .formatted(name, name),
        store);
    keytool("-exportcert -rfc -alias %s -file %s.pem".formatted(name, name), store);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void keytool(String arguments, Path store) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", "changeit"));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static AlertmanagerClient client(Optional<Path> token, Optional<Path> ca, URI... urls) {
    return new AlertmanagerClient(
        new FakeReplicas.Configured(List.of(urls), token, ca, Duration.ofSeconds(30)),
        FakeReplicas.LIMITS);
  }

  private static Answer.Told told(URI... urls) throws InterruptedException {
    return (Answer.Told) client(Optional.empty(), Optional.empty(), urls).ask();
  }

  /** What is said of it, without the host. */
  private static String failed(URI url) throws InterruptedException {
    Answer.Failed failed = (Answer.Failed) client(Optional.empty(), Optional.empty(), url).ask();
    assertThat(failed.why()).startsWith(host(url) + ": ");
    return failed.why().substring(host(url).length() + 2);
  }
}
