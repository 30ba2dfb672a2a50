package io.operatefirst.oncall.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.logentry.Alarm;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.rotation.Scene;
import jakarta.inject.Singleton;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Three who share on-call duty in Prague, and are told by e-mail and in Slack. */
@Singleton
public class TeamOfThree {

  /** Monday is alice's. It is later than any test is ever run. */
  static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers:
        - {name: alice, email: alice@example.org, slack: U0ALICE}
        - {name: bob, email: bob@example.org, slack: U0BOB}
        - {name: carol, email: carol@example.org, slack: U0CAROL}
        schedule: {timeZone: Europe/Prague, startDate: "2046-01-08"}
        order: {atEndOfList: Repeat}
        escalation: {acknowledgeWithin: {Critical: 15m}}
        notifications:
          email: {from: oncall@example.org}
          slack:
            tokenSecret: {name: slack, key: token}
            channel: C0TEAM
            userGroup: S0ONCALL
      """;

  private final KubernetesClient client = ApiServer.running().client();
  private final TestClock clock;
  private final LogBook book;
  private Scene scene;

  TeamOfThree(TestClock clock, LogBook book) {
    this.clock = clock;
    this.book = book;
  }

  /** A namespace with the token, on Monday at nine; there is no rotation yet. */
  void aMondayMorning() {
    Scene.clear(client);
    at("2046-01-08T09:00");
    scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("team"), "sre");
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("slack")
                .withNamespace(scene.namespace())
                .endMetadata()
                .addToStringData("token", SlackServer.TOKEN)
                .build())
        .create();
    forget();
  }

  Scene scene() {
    return scene;
  }

  /** It is then, in Prague. */
  void at(String moment) {
    clock.set(LocalDateTime.parse(moment).atZone(ZoneId.of("Europe/Prague")).toInstant());
  }

  /** The alerts of its rotation. */
  Alarm alarm() {
    return new Alarm(book, scene, clock);
  }

  /** What was told until now is not looked at any more. */
  static void forget() {
    MailServerResource.running().forget();
    SlackServerResource.running().forget();
  }

  /** All that was told since. */
  static List<String> allTold() {
    return Stream.concat(
            MailServerResource.running().received().stream()
                .map(
                    mail ->
                        "=== E-mail to %s: %s\n%s"
                            .formatted(mail.to(), mail.subject(), mail.body())),
            SlackServerResource.running().posts().stream()
                .map(post -> "=== Slack, %s:\n%s".formatted(post.channel(), post.text())))
        .sorted()
        .toList();
  }

  static void awaitGroup(String member) {
    await("user group")
        .untilAsserted(
            () ->
                assertThat(SlackServerResource.running().group())
                    .isEqualTo(new SlackServer.Group(true, List.of(member))));
  }
}
