package io.operatefirst.oncall.notify.slack;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;

/** A rotation that uses Slack. */
final class SlackCase {

  static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  static final Sender SENDER =
      new Sender(
          new ResourceID("sre", "default"), Settings.slack(SlackServer.CHANNEL, SlackServer.GROUP));
  static final EngineerSpec ALICE = engineer("alice", "U0ALICE");
  static final EngineerSpec BOB = engineer("bob", "U0BOB");
  static final EngineerSpec CAROL = engineer("carol", null);

  private SlackCase() {}

  static SlackApi api(SlackServer slack, KubernetesClient client) {
    return api(slack, client, Duration.ofSeconds(20));
  }

  static SlackApi api(SlackServer slack, KubernetesClient client, Duration patience) {
    return new SlackApi(
        slack.url(), new Secrets(client), Clock.fixed(NOW, ZoneOffset.UTC), patience);
  }

  static void token(KubernetesClient client, String token) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("slack")
                .withNamespace("default")
                .endMetadata()
                .withData(
                    Map.of(
                        "token",
                        Base64.getEncoder()
                            .encodeToString((token + "\n").getBytes(StandardCharsets.UTF_8))))
                .build())
        .create();
  }

  private static EngineerSpec engineer(String name, String slack) {
    return new EngineerSpec(name, null, null, slack, null, null, null, null);
  }
}
