package io.operatefirst.oncall.demo;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** The Fabric8 mock server inside this JVM: it needs nothing but Java, and knows no schema. */
final class MockApiServer implements ApiServer {

  private final KubernetesMockServer server;
  private final String why;

  private MockApiServer(KubernetesMockServer server, String why) {
    this.server = server;
    this.why = why;
  }

  /**
   * Starts it.
   *
   * @param why it has to do
   */
  static MockApiServer start(String why) {
    Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
    KubernetesMockServer server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            responses,
            new KubernetesMixedDispatcher(responses),
            false);
    server.init(InetAddress.getLoopbackAddress(), 0);
    return new MockApiServer(server, why);
  }

  @Override
  public String description() {
    return "a mock inside this JVM, since " + why;
  }

  @Override
  public Config access() {
    return new ConfigBuilder(Config.empty()).withMasterUrl(server.url("/")).build();
  }

  @Override
  public Optional<Path> kubeconfig() {
    return Optional.empty();
  }

  @Override
  public void close() {
    server.destroy();
  }
}
