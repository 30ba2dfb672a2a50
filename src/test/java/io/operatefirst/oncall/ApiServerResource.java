package io.operatefirst.oncall;

import io.fabric8.kubernetes.client.Config;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Lets the operator of a Quarkus test work on the real API server, with the rights it is shipped
 * with.
 */
public final class ApiServerResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    Config config = ApiServer.running().operator();
    return Map.of(
        "quarkus.kubernetes-client.api-server-url", config.getMasterUrl(),
        "quarkus.kubernetes-client.ca-cert-file", config.getCaCertFile(),
        "quarkus.kubernetes-client.token", config.getOauthToken(),
        "quarkus.kubernetes-client.namespace", config.getNamespace());
  }

  /** The server goes on for the next class. */
  @Override
  public void stop() {}
}
