package io.operatefirst.oncall.demo;

import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubernetes.client.Config;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Starts an API server, and then the operator with a {@link Show} of what it does. */
@QuarkusMain(name = "demo")
public final class Demo {

  private static final String CLIENT = "quarkus.kubernetes-client.";

  private Demo() {}

  /**
   * Runs the demo.
   *
   * @param arguments none
   */
  public static void main(String... arguments) {
    // Nothing of the user's own cluster, be it a kubeconfig, a token or a proxy.
    System.setProperty(Config.KUBERNETES_DISABLE_AUTO_CONFIG_SYSTEM_PROPERTY, "true");
    Cleanup cleanup = new Cleanup();
    Runtime.getRuntime().addShutdownHook(new Thread(cleanup, "cleanup"));
    point(start(System.getenv(), cleanup));
    pointToAlerts();
    cleanup.operatorBegins();
    Quarkus.run(
        Show.class,
        (code, problem) -> {
          if (problem != null) {
            System.err.println("The demo failed: " + problem);
          }
          cleanup.operatorEnded();
          System.exit(code);
        },
        arguments);
  }

  private static ApiServer start(Map<String, String> environment, Cleanup cleanup) {
    String why = "no kube-apiserver was found";
    try {
      Optional<ServerBinaries> binaries =
          ServerBinaries.find(environment).or(() -> ServerBinaries.download(environment));
      if (binaries.isPresent()) {
        System.out.println("Starting kube-apiserver of " + binaries.get().directory());
        LocalApiServer server = cleanup.register(new LocalApiServer(binaries.get()));
        server.start();
        return server;
      }
    } catch (KubeAPITestException e) {
      why = "no kube-apiserver could be started: " + e.getMessage();
    }
    return cleanup.register(MockApiServer.start(why));
  }

  /** Lets the operator find the server. */
  private static void point(ApiServer server) {
    Config access = server.access();
    set(CLIENT + "api-server-url", access.getMasterUrl());
    set(CLIENT + "namespace", "default");
    set(CLIENT + "ca-cert-file", access.getCaCertFile());
    set(CLIENT + "client-cert-file", access.getClientCertFile());
    set(CLIENT + "client-key-file", access.getClientKeyFile());
    set("oncall.demo.api-server", server.description());
    set("oncall.demo.kubeconfig", server.kubeconfig().map(Path::toString).orElse(null));
  }

  /** The demo plays an Alertmanager as well, which it can only be told of before it starts. */
  private static void pointToAlerts() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      set("oncall.demo.alerts-port", String.valueOf(free.getLocalPort()));
      set("oncall.alertmanagers.platform.url", "http://127.0.0.1:" + free.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void set(String key, String value) {
    if (value != null) {
      System.setProperty(key, value);
    }
  }
}
