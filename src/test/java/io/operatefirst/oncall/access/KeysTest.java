package io.operatefirst.oncall.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.operatefirst.oncall.access.Keys.Verdict;
import io.operatefirst.oncall.api.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What opens what a team keeps a key of in a Secret, and how often the Secret is asked for. */
@EnableKubernetesMockClient(crud = true)
class KeysTest {

  private static final SecretKeySpec FEED = new SecretKeySpec("feed", "key");
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = KEY.replace('0', 'f');

  KubernetesClient client;
  KubernetesMockServer api;

  private final AtomicLong nanos = new AtomicLong();
  private Keys keys;

  @BeforeEach
  void anImpatientClient() {
    KubernetesClient impatient =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl(client.getMasterUrl().toString())
                    .withTrustCerts(true)
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    keys = new Keys(new Secrets(impatient), nanos::get);
  }

  @Test
  void theKeyOpensAndNoOtherDoes() {
    secret(KEY + "\n");

    assertThat(judge(KEY)).isEqualTo(Verdict.RIGHT);
    assertThat(judge(OTHER)).isEqualTo(Verdict.WRONG);
    assertThat(judge(KEY.substring(1))).isEqualTo(Verdict.WRONG);
    assertThat(judge("")).isEqualTo(Verdict.WRONG);
  }

  @Test
  void oneThatCanBeGuessedOpensNothing() {
    secret(KEY.substring(1));

    assertThat(judge(KEY.substring(1))).isEqualTo(Verdict.WRONG);
  }

  @Test
  void withoutASecretNothingOpens() {
    assertThat(judge("")).isEqualTo(Verdict.WRONG);
    assertThat(judge(KEY)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void whatIsExchangedIsWithdrawnWithinSeconds() {
    secret(KEY);
    assertThat(judge(KEY)).isEqualTo(Verdict.RIGHT);

    secret(OTHER);
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());

    assertThat(judge(KEY)).isEqualTo(Verdict.WRONG);
    assertThat(judge(OTHER)).isEqualTo(Verdict.RIGHT);
  }

  /** Who guesses must not be able to keep the API server busy. */
  @Test
  void aStormOfGuessesIsNoStormOfQuestions() {
    secret(KEY);
    int before = api.getRequestCount();

    for (int i = 0; i < 100; i++) {
      assertThat(judge(KEY + i)).isEqualTo(Verdict.WRONG);
    }

    assertThat(api.getRequestCount() - before).isEqualTo(1);
  }

  @Test
  void thatItCouldNotBeAskedIsNotRemembered() {
    secret(KEY);
    api.expect().get().withPath("/api/v1/namespaces/shop/secrets/feed").andReturn(500, "").once();

    assertThat(judge(KEY)).isEqualTo(Verdict.UNKNOWN);
    assertThat(judge(KEY)).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void eachNamespaceHasItsOwn() {
    secret(KEY);
    judge(KEY);

    assertThat(keys.judge(KEY, "other", FEED, "spec.feed.keySecret")).isEqualTo(Verdict.WRONG);
  }

  private Verdict judge(String key) {
    return keys.judge(key, "shop", FEED, "spec.feed.keySecret");
  }

  private void secret(String value) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("feed")
                .withNamespace("shop")
                .endMetadata()
                .withData(
                    Map.of(
                        "key",
                        Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))))
                .build())
        .createOr(io.fabric8.kubernetes.client.dsl.NonDeletingOperation::update);
  }
}
