package io.operatefirst.oncall.soak;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What the operator tells of the rotations in its metrics: it holds a gauge for each, from the
 * first time that it has looked.
 */
final class Gauges {

  private static final Pattern UPTIME = Pattern.compile("(?m)^process_uptime_seconds (\\d+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = FreePorts.one();
  private final String namespace;
  private final HttpRequest request;

  Gauges(ApiServer server, String namespace) {
    this.namespace = namespace;
    this.request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(port)))
            .header("Authorization", "Bearer " + server.tokenOfNew("prometheus", namespace))
            .build();
    server
        .client()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "system:monitoring")
                .addNewSubject(null, "ServiceAccount", "prometheus", namespace)
                .build())
        .create();
  }

  /** Where it is to listen. */
  String port() {
    return Integer.toString(port);
  }

  /** Whether it has looked at the rotations in its present life. */
  boolean areThere() {
    return told().contains("oncall_open_entries{namespace=\"" + namespace);
  }

  /** How long its present life has been, by a clock that is right; zero before it tells that. */
  Duration uptime() {
    return UPTIME
        .matcher(told())
        .results()
        .findFirst()
        .map(told -> Duration.ofSeconds(Long.parseLong(told.group(1))))
        .orElse(Duration.ZERO);
  }

  /** Nothing before it listens. */
  private String told() {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
