package io.operatefirst.oncall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.operatefirst.oncall.api.SecretKeySpec;
import io.operatefirst.oncall.notify.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is used as it is at that moment; where there is none a person is told what to do. */
@EnableKubernetesMockClient(crud = true)
class SecretsTest {

  private static final SecretKeySpec TOKEN = new SecretKeySpec("slack", "token");
  private static final String PATH = "/api/v1/namespaces/shop/secrets/slack";
  private static final Outcome MISSING =
      new Outcome.Unavailable(
          "SecretMissing",
          "spec.notifications.slack.tokenSecret: there is no Secret slack with a key token in"
              + " namespace shop. Create it: oc create secret generic slack -n shop"
              + " --from-file=token=FILE");

  KubernetesClient client;
  KubernetesMockServer api;

  private final List<String> used = new ArrayList<>();

  @Test
  void itIsUsedWithoutTheLineBreakOfAnEditor() {
    secret("slack", "token", " xoxb-1\n");
    assertThat(with(client)).isEqualTo(new Outcome.Delivered());
    assertThat(used).containsExactly("xoxb-1");
  }

  @Test
  void oneThatIsExchangedHoldsAtOnce() {
    secret("slack", "token", "xoxb-1");
    with(client);
    secret("slack", "token", "xoxb-2");
    with(client);
    assertThat(used).containsExactly("xoxb-1", "xoxb-2");
  }

  @Test
  void withoutItAPersonIsToldToCreateIt() {
    secret("another", "token", "xoxb-1");
    assertThat(with(client)).isEqualTo(MISSING);
    secret("slack", "another", "xoxb-1");
    assertThat(with(client)).isEqualTo(MISSING);
    assertThat(used).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void whatIsEmptyIsMissing(String nothing) {
    secret("slack", "token", nothing);
    assertThat(with(client)).isEqualTo(MISSING);
    assertThat(used).isEmpty();
  }

  @Test
  void withoutDataItIsMissing() {
    client
        .resource(new SecretBuilder().withNewMetadata().withName("slack").endMetadata().build())
        .inNamespace("shop")
        .create();
    assertThat(with(client)).isEqualTo(MISSING);
  }

  /** The role is the one of deploy/base/clusterrole-secrets.yaml. */
  @Test
  void whereItMayNotBeReadAPersonIsToldToAllowIt() {
    fail(403);
    assertThat(with(client))
        .isEqualTo(
            new Outcome.Unavailable(
                "NotAllowed",
                "The operator may not read Secret slack in namespace shop. Allow it: oc create"
                    + " rolebinding oncall-secrets -n shop --clusterrole=oncall-secrets"
                    + " --serviceaccount=NAMESPACE:oncall-operator, with the namespace that the"
                    + " operator runs in."));
    assertThat(used).isEmpty();
  }

  @Test
  void aServerInTroubleIsAskedAgainLater() {
    fail(500);
    try (KubernetesClient impatient = withoutRetries(client.getMasterUrl().toString())) {
      assertThat(with(impatient))
          .isEqualTo(
              new Outcome.Unavailable(
                  "Unreachable",
                  "Secret slack cannot be read: the API server answers 500. It is tried again."));
    }
    assertThat(used).isEmpty();
  }

  @Test
  void aServerThatDoesNotAnswerIsAskedAgainLater() {
    String nobody = "https://127.0.0.1:1/";
    try (KubernetesClient impatient = withoutRetries(nobody)) {
      assertThat(with(impatient))
          .isEqualTo(
              new Outcome.Unavailable(
                  "Unreachable",
                  "Secret slack cannot be read: the API server does not answer. It is tried"
                      + " again."));
    }
  }

  private Outcome with(KubernetesClient by) {
    return new Secrets(by)
        .with(
            "shop",
            TOKEN,
            "spec.notifications.slack.tokenSecret",
            secret -> {
              used.add(secret);
              return new Outcome.Delivered();
            },
            Outcome.Unavailable::new);
  }

  private void fail(int code) {
    secret("slack", "token", "xoxb-1");
    api.expect()
        .get()
        .withPath(PATH)
        .andReturn(code, new StatusBuilder().withCode(code).build())
        .always();
  }

  /** The usual client tries for a while itself. */
  private KubernetesClient withoutRetries(String url) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(client.getConfiguration())
                .withMasterUrl(url)
                .withRequestRetryBackoffLimit(0)
                .build())
        .build();
  }

  private void secret(String name, String key, String value) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("shop")
                .endMetadata()
                .withData(
                    Map.of(
                        key,
                        Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))))
                .build())
        .createOr(existing -> existing.update());
  }
}
