package io.operatefirst.oncall.notify.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.usergroups.UsergroupsListResponse;
import com.slack.api.model.Usergroup;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.notify.Duty;
import io.operatefirst.oncall.notify.DutySign;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.status.Conditions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A Slack user group, such as {@code @sre-on-call}, whose one member is whoever is on call. Slack
 * has no empty groups: where it is nobody, the group is disabled.
 */
public final class OnCallGroup implements DutySign {

  private static final String HINT = "Look at spec.notifications.slack.userGroup: %s.";

  private final SlackApi api;

  public OnCallGroup(SlackApi api) {
    this.api = api;
  }

  @Override
  public String name() {
    return "UserGroup";
  }

  @Override
  public boolean isUsedBy(NotificationsSpec settings) {
    return settings.slack() != null && settings.slack().userGroup() != null;
  }

  @Override
  public Outcome show(Sender sender, Duty duty) {
    Optional<EngineerSpec> onCall = duty.onCall();
    String group = sender.settings().slack().userGroup();
    Optional<String> member = onCall.map(EngineerSpec::slack);
    Outcome outcome = api.work(sender, slack -> show(slack, group, member));
    return outcome instanceof Outcome.Delivered && onCall.isPresent() && member.isEmpty()
        ? new Outcome.Refused(
            Conditions.ADDRESS_MISSING,
            "Nobody is in the group, since the list has no Slack member ID of %s. Write it under spec.engineers, as slack."
                .formatted(onCall.get().name()))
        : outcome;
  }

  private static Outcome show(MethodsClient slack, String group, Optional<String> member)
      throws IOException, SlackApiException {
    String hint = HINT.formatted(group);
    UsergroupsListResponse all =
        slack.usergroupsList(list -> list.includeDisabled(true).includeUsers(true));
    if (!all.isOk()) {
      return SlackApi.outcome(all, TokenField.NOTIFICATIONS, hint);
    }
    Optional<Usergroup> now =
        all.getUsergroups().stream().filter(one -> group.equals(one.getId())).findFirst();
    if (now.isEmpty()) {
      return new Outcome.Refused(Conditions.REFUSED, "Slack has no such user group. " + hint);
    }
    boolean enabled = now.get().getDateDelete() == null || now.get().getDateDelete() == 0;
    SlackApiTextResponse last = all;
    if (member.isEmpty()) {
      if (enabled) {
        last = slack.usergroupsDisable(disable -> disable.usergroup(group));
      }
      return SlackApi.outcome(last, TokenField.NOTIFICATIONS, hint);
    }
    if (!enabled) {
      last = slack.usergroupsEnable(enable -> enable.usergroup(group));
    }
    if (last.isOk() && !member.map(List::of).get().equals(now.get().getUsers())) {
      last = slack.usergroupsUsersUpdate(to -> to.usergroup(group).users(List.of(member.get())));
    }
    return SlackApi.outcome(last, TokenField.NOTIFICATIONS, hint);
  }
}
