package io.operatefirst.oncall.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The conditions that resources show: their types, their reasons, and the one place that merges
 * them. Types and reasons are API: dashboards and alerts match on them.
 */
public final class Conditions {

  /** Whether the rotation does its work. */
  public static final String READY = "Ready";

  /** Whether somebody is expected to react at this moment. */
  public static final String ON_DUTY = "OnDuty";

  /** Whether who is on call has taken note of the handover, and old runbooks hold up none. */
  public static final String HANDED_OVER = "HandedOver";

  /** Whether each of the coming shifts has somebody. */
  public static final String COVERED = "Covered";

  /** Whether turns are evenly spread. */
  public static final String FAIR = "Fair";

  /** Whether the alerts that the rotation asks for are heard. */
  public static final String ALERTS_WATCHED = "AlertsWatched";

  /** Whether the Warning events that the rotation asks for are heard. */
  public static final String EVENTS_WATCHED = "EventsWatched";

  /** Whether the state of the cluster's operators is heard. */
  public static final String CLUSTER_OPERATORS_WATCHED = "ClusterOperatorsWatched";

  /** Whether the questions that users ask in Slack are heard. */
  public static final String SLACK_WATCHED = "SlackWatched";

  /** Whether the questions that users ask on GitHub are heard. */
  public static final String GITHUB_WATCHED = "GitHubWatched";

  /** Whether the questions that users send to the mailing list are heard. */
  public static final String MAIL_WATCHED = "MailWatched";

  /** Whether Slack takes what users are answered. */
  public static final String SLACK_ANSWERS_SENT = "SlackAnswersSent";

  /** Whether GitHub takes what users are answered, and whom it is assigned to. */
  public static final String GITHUB_ANSWERS_SENT = "GitHubAnswersSent";

  /** Whether the mail server takes what users are answered. */
  public static final String MAIL_ANSWERS_SENT = "MailAnswersSent";

  /** Whether the mail server takes the notices. */
  public static final String EMAIL_SENT = "EmailSent";

  /** Whether Slack takes the notices. */
  public static final String SLACK_SENT = "SlackSent";

  /** Whether the system that notices are posted to takes them. */
  public static final String WEBHOOK_SENT = "WebhookSent";

  /** Whether the Slack user group has whoever is on call, and nobody else. */
  public static final String USER_GROUP_CURRENT = "UserGroupCurrent";

  /** Whether the console's banner says what it is to say. */
  public static final String BANNER_CURRENT = "BannerCurrent";

  public static final String NAME_TAKEN = "NameTaken";
  public static final String CURRENT = "Current";
  public static final String RATE_LIMITED = "RateLimited";
  public static final String SECRET_MISSING = "SecretMissing";
  public static final String SECRET_INVALID = "SecretInvalid";
  public static final String DELIVERED = "Delivered";
  public static final String REFUSED = "Refused";
  public static final String ADDRESS_MISSING = "AddressMissing";

  /** Whether an override can be gone by. */
  public static final String ACCEPTED = "Accepted";

  /** Whether an override holds at this moment. */
  public static final String ACTIVE = "Active";

  /** Whether an override changes nothing; also why it is not active. */
  public static final String INEFFECTIVE = "Ineffective";

  /** Whether more people were told of a log entry, since nobody has taken note of it. */
  public static final String ESCALATED = "Escalated";

  /** Whether a log entry is over. */
  public static final String RESOLVED = "Resolved";

  /** Whether what to do is written down: of a log entry, or of all that a rotation's log holds. */
  public static final String DOCUMENTED = "Documented";

  // Ready
  public static final String SCHEDULED = "Scheduled";
  public static final String INVALID_SPEC = "InvalidSpec";
  public static final String HANDOVER_NAME_TAKEN = "HandoverNameTaken";
  public static final String NEWER_VERSION = "NewerVersion";

  // Ready and OnDuty
  public static final String NOT_STARTED = "NotStarted";
  public static final String NOBODY_AVAILABLE = "NobodyAvailable";
  public static final String SUSPENDED = "Suspended";

  // OnDuty
  public static final String IN_COVERAGE = "InCoverage";
  public static final String OUTSIDE_COVERAGE = "OutsideCoverage";
  public static final String NON_WORKING_DAY = "NonWorkingDay";

  // HandedOver; of a log entry also a type
  public static final String ACKNOWLEDGED = "Acknowledged";
  public static final String FIRST_SHIFT = "FirstShift";
  public static final String SAME_PERSON = "SamePerson";
  public static final String AWAITING_ACKNOWLEDGEMENT = "AwaitingAcknowledgement";
  public static final String RUNBOOKS_OVERDUE = "RunbooksOverdue";

  // Acknowledged and Documented
  public static final String NOT_NEEDED = "NotNeeded";

  // Acknowledged, of a handover
  public static final String SUPERSEDED = "Superseded";

  // Escalated
  public static final String NOT_ESCALATED = "NotEscalated";
  public static final String REMINDED = "Reminded";
  public static final String NEXT_ENGINEER_TOLD = "NextEngineerTold";
  public static final String EVERYBODY_TOLD = "EverybodyTold";

  // Resolved
  public static final String UNRESOLVED = "Unresolved";

  // Documented
  public static final String RUNBOOK_LINKED = "RunbookLinked";
  public static final String RUNBOOK_FROM_ALERT = "RunbookFromAlert";
  public static final String RUNBOOK_FROM_LAST_TIME = "RunbookFromLastTime";
  public static final String RUNBOOK_MISSING = "RunbookMissing";
  public static final String RUNBOOK_OUTDATED = "RunbookOutdated";
  public static final String ALL_DOCUMENTED = "AllDocumented";
  public static final String RUNBOOKS_MISSING = "RunbooksMissing";

  // Covered
  public static final String ALL_COVERED = "Covered";
  public static final String GAP_AHEAD = "GapAhead";

  // Fair
  public static final String BALANCED = "Balanced";
  public static final String TOO_MANY_TURNS = "TooManyTurns";
  public static final String LIST_TOO_SHORT = "ListTooShort";

  // AlertsWatched, EventsWatched, ClusterOperatorsWatched
  public static final String CONNECTED = "Connected";
  public static final String UNREACHABLE = "Unreachable";
  public static final String UNAUTHORIZED = "Unauthorized";
  public static final String NOT_ALLOWED = "NotAllowed";
  public static final String NOT_INSTALLED = "NotInstalled";
  public static final String WATCHDOG_MISSING = "WatchdogMissing";

  // Accepted; of a log entry also why nobody is asked
  public static final String UNKNOWN_ENGINEER = "UnknownEngineer";
  public static final String UNKNOWN_ROTATION = "UnknownRotation";
  public static final String ENDS_BEFORE_IT_STARTS = "EndsBeforeItStarts";

  // Active
  public static final String COVERING = "Covering";
  public static final String NOT_YET = "NotYet";
  public static final String ENDED = "Ended";
  public static final String ROTATION_NOT_READY = "RotationNotReady";

  // Ineffective
  public static final String TAKES_EFFECT = "TakesEffect";
  public static final String NOTHING_TO_COVER = "NothingToCover";
  public static final String IN_THE_PAST = "InThePast";
  public static final String OVERRIDDEN = "Overridden";

  private Conditions() {}

  public static Condition yes(String type, String reason, String message) {
    return condition(type, "True", reason, message);
  }

  public static Condition no(String type, String reason, String message) {
    return condition(type, "False", reason, message);
  }

  private static Condition condition(String type, String status, String reason, String message) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .build();
  }

  /** The condition of a type, if it is there. */
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return Optional.ofNullable(conditions).orElse(List.of()).stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst();
  }

  /**
   * The wanted conditions, each with the generation it is about. Its transition time is that of the
   * condition before, unless the status value changed (the Kubernetes API conventions).
   */
  public static List<Condition> merge(
      List<Condition> before, List<Condition> wanted, Long generation, Instant now) {
    return wanted.stream()
        .map(
            condition ->
                condition
                    .edit()
                    .withObservedGeneration(generation)
                    .withLastTransitionTime(
                        find(before, condition.getType())
                            .filter(old -> Objects.equals(old.getStatus(), condition.getStatus()))
                            .map(Condition::getLastTransitionTime)
                            .orElse(now.toString()))
                    .build())
        .toList();
  }

  /** Whether another system fails for the moment, and nobody has to do anything about it here. */
  public static boolean isPassing(Condition condition) {
    return condition.getStatus().equals("False")
        && List.of(UNREACHABLE, RATE_LIMITED).contains(condition.getReason());
  }

  /**
   * The type of the condition of what shows who is on call, such as {@link #USER_GROUP_CURRENT}.
   */
  public static String current(String sign) {
    return sign + "Current";
  }

  /** The type of the condition of a channel for notices, such as {@link #EMAIL_SENT}. */
  public static String sent(String channel) {
    return channel + "Sent";
  }
}
