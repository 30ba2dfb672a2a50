package io.operatefirst.oncall.notify.slack;

import static io.operatefirst.oncall.notify.slack.SlackCase.ALICE;
import static io.operatefirst.oncall.notify.slack.SlackCase.BOB;
import static io.operatefirst.oncall.notify.slack.SlackCase.CAROL;
import static io.operatefirst.oncall.notify.slack.SlackCase.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackServer.Group;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.notify.Duty;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The group has whoever is on call, and nobody else. */
@EnableKubernetesMockClient(crud = true)
class OnCallGroupTest {

  private static final Outcome DELIVERED = new Outcome.Delivered();

  KubernetesClient client;

  private SlackServer slack;

  @BeforeEach
  void aSlackOfOnesOwn() {
    slack = SlackServer.start();
    SlackCase.token(client, SlackServer.TOKEN);
  }

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void itHasWhoeverIsOnCallAndIsLeftAloneWhileItDoes() {
    assertThat(show(ALICE)).isEqualTo(DELIVERED);
    assertThat(slack.group()).isEqualTo(new Group(true, List.of("U0ALICE")));
    assertThat(show(ALICE)).isEqualTo(DELIVERED);
    assertThat(slack.calls())
        .containsExactly("usergroups.list", "usergroups.users.update", "usergroups.list");

    assertThat(show(BOB)).isEqualTo(DELIVERED);
    assertThat(slack.group()).isEqualTo(new Group(true, List.of("U0BOB")));
  }

  @Test
  void whatSomebodyChangesByHandIsPutRight() {
    slack.setGroup(new Group(true, List.of("U0ALICE", "U0BOB")));
    assertThat(show(ALICE)).isEqualTo(DELIVERED);
    assertThat(slack.group()).isEqualTo(new Group(true, List.of("U0ALICE")));
  }

  @Test
  void whereItIsNobodyItIsDisabledAndComesBack() {
    assertThat(show(null)).isEqualTo(DELIVERED);
    assertThat(slack.group().enabled()).isFalse();
    assertThat(show(null)).isEqualTo(DELIVERED);
    assertThat(slack.calls())
        .containsExactly("usergroups.list", "usergroups.disable", "usergroups.list");

    assertThat(show(ALICE)).isEqualTo(DELIVERED);
    assertThat(slack.group()).isEqualTo(new Group(true, List.of("U0ALICE")));
  }

  @Test
  void whoHasNoMemberIdLeavesNobodyElseThere() {
    assertThat(show(CAROL))
        .isEqualTo(
            new Outcome.Refused(
                "AddressMissing",
                "Nobody is in the group, since the list has no Slack member ID of carol. Write it"
                    + " under spec.engineers, as slack."));
    assertThat(slack.group().enabled()).isFalse();
  }

  @Test
  void aGroupThatDoesNotExistIsNamed() {
    Sender other = new Sender(SENDER.rotation(), Settings.slack(null, "S0OTHER"));
    assertThat(new OnCallGroup(SlackCase.api(slack, client)).show(other, duty(ALICE)))
        .isEqualTo(
            new Outcome.Refused(
                "Refused",
                "Slack has no such user group. Look at spec.notifications.slack.userGroup:"
                    + " S0OTHER."));
    assertThat(slack.calls()).containsExactly("usergroups.list");
  }

  @Test
  void anErrorHalfwayIsTheOutcomeAndTheNextTimeGoesOn() {
    show(null);
    slack.fail(call -> slack.setGroup(new Group(false, List.of())));
    assertThat(show(ALICE)).isInstanceOf(Outcome.Unavailable.class);
    assertThat(show(ALICE)).isEqualTo(DELIVERED);
    assertThat(slack.group()).isEqualTo(new Group(true, List.of("U0ALICE")));

    slack.fail(SlackServer.error("permission_denied"));
    assertThat(show(BOB)).isInstanceOf(Outcome.Refused.class);
  }

  private Outcome show(EngineerSpec onCall) {
    return new OnCallGroup(SlackCase.api(slack, client)).show(SENDER, duty(onCall));
  }

  private static Duty duty(EngineerSpec onCall) {
    return new Duty(Optional.ofNullable(onCall), Optional.empty());
  }
}
