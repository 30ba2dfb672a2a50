package io.operatefirst.oncall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.Certificate;
import io.operatefirst.oncall.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** The packaged operator with the settings of deploy/openshift, where it speaks TLS. */
@Execution(CONCURRENT)
class TlsApiIT {

  private static final Path SETTINGS = Path.of("deploy", "openshift", "tls-deployment.yaml");
  private static final String MOUNTED = "/etc/tls";

  @AutoClose private final ApiServer server = ApiServer.another();
  private Replica replica;

  @AfterEach
  void stop() throws InterruptedException {
    replica.stop();
  }

  @Test
  void itShowsItsCertificateAndTheNextOne() throws IOException {
    Path mounted = Files.createTempDirectory("tls").toAbsolutePath();
    Certificate first = Certificate.make("localhost");
    first.write(mounted);
    int port = FreePorts.one();
    Path log = Path.of("target", "tls-replica.log");
    Files.deleteIfExists(log);
    replica = new Replica(server.operatorKubeconfig(), log.toFile());
    for (JsonNode setting :
        new YAMLMapper().readTree(SETTINGS.toFile()).at("/spec/template/spec/containers/0/env")) {
      replica.with(
          setting.get("name").asText(),
          setting.get("value").asText().replace(MOUNTED, mounted.toString()));
    }
    replica
        .with("QUARKUS_HTTP_SSL_PORT", Integer.toString(port))
        .with("QUARKUS_HTTP_SSL_CERTIFICATE_RELOAD_PERIOD", "30S")
        .start();

    awaitAnswer(port, first);

    Certificate second = Certificate.make("localhost");
    second.write(mounted);
    awaitAnswer(port, second);
  }

  /** Of an address that asks everybody for a token. */
  private static void awaitAnswer(int port, Certificate trusted) {
    HttpRequest metrics =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/metrics")).build();
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        HttpClient.newBuilder()
                            .sslContext(trusted.trust())
                            .build()
                            .send(metrics, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401));
  }
}
