package io.operatefirst.oncall.app;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.access.github.GitHubAccess;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.logentry.EntryStatus;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.logentry.QuestionDesk;
import io.operatefirst.oncall.notify.DutySigns;
import io.operatefirst.oncall.notify.Notifier;
import io.operatefirst.oncall.notify.Outbox;
import io.operatefirst.oncall.notify.console.Banners;
import io.operatefirst.oncall.notify.github.GitHubAnswers;
import io.operatefirst.oncall.notify.mail.MailAnswers;
import io.operatefirst.oncall.notify.mail.MailNotifier;
import io.operatefirst.oncall.notify.slack.OnCallGroup;
import io.operatefirst.oncall.notify.slack.SlackAnswers;
import io.operatefirst.oncall.notify.slack.SlackApi;
import io.operatefirst.oncall.notify.slack.SlackNotifier;
import io.operatefirst.oncall.notify.webhook.AllowedHosts;
import io.operatefirst.oncall.notify.webhook.WebhookNotifier;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.PublicHolidays;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.status.ReportedConditions;
import io.quarkus.arc.All;
import io.quarkus.arc.DefaultBean;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapper;
import io.quarkus.kubernetes.client.KubernetesResources;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the controllers are given: the clock, and what is known of public holidays. */
class Wiring {

  /** The one clock. Zones come from the spec of each rotation. */
  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** In place of Quarkus' own, of the same parts. */
  @Produces
  @Singleton
  @SuppressWarnings({"rawtypes", "unchecked"})
  KubernetesSerialization serialization(
      @KubernetesClientObjectMapper ObjectMapper mapper, @KubernetesResources Class[] known) {
    return new OwnCopies(mapper, known);
  }

  @Produces
  @Singleton
  PublicHolidays publicHolidays() {
    return new JollydayHolidays();
  }

  @Produces
  @Singleton
  RosterReader rosterReader(KubernetesClient client, PublicHolidays publicHolidays, Clock clock) {
    return new RosterReader(client.getKubernetesSerialization(), publicHolidays, clock);
  }

  @Produces
  @Singleton
  OverrideReader overrideReader(KubernetesClient client) {
    return new OverrideReader(client.getKubernetesSerialization());
  }

  @Produces
  @Singleton
  EntryStatus entryStatus(RosterReader rosters) {
    return new EntryStatus(rosters);
  }

  @Produces
  @Singleton
  LogBook logBook(
      KubernetesClient client,
      Clock clock,
      EntryStatus statuses,
      ReportedConditions intakes,
      LogBook.Tally tally,
      Deliveries by) {
    return new LogBook(client, clock, statuses, intakes, tally, by.threads("log"));
  }

  @Produces
  @Singleton
  QuestionDesk questionDesk(
      KubernetesClient client, LogBook book, EntryStatus statuses, Clock clock) {
    return new QuestionDesk(client, book, statuses, clock);
  }

  @Produces
  @Singleton
  SlackApi slackApi(
      @ConfigProperty(name = "oncall.slack.api-url") String url, Secrets secrets, Clock clock) {
    return new SlackApi(url, secrets, clock);
  }

  @Produces
  @Singleton
  Secrets secrets(KubernetesClient client) {
    return new Secrets(client);
  }

  @Produces
  @Singleton
  DutySigns dutySigns(
      SlackApi slack,
      KubernetesClient client,
      Sight sight,
      ReportedConditions board,
      Outbox.Tally tally,
      Deliveries by) {
    return new DutySigns(
        Map.of(
            new OnCallGroup(slack),
            by.threads("sign-user-group"),
            new Banners(client, sight.clusterWide()::contains),
            by.threads("sign-banner")),
        board,
        tally,
        System::nanoTime);
  }

  @Produces
  @Singleton
  Notifier webhook(
      @ConfigProperty(name = "oncall.webhook-hosts") Optional<Set<String>> hosts,
      Secrets secrets,
      ObjectMapper json,
      Clock clock) {
    return new WebhookNotifier(new AllowedHosts(hosts.orElse(Set.of())), secrets, json, clock);
  }

  @Produces
  @Singleton
  Notifier mail(ReactiveMailer mailer) {
    return new MailNotifier(mailer);
  }

  @Produces
  @Singleton
  Notifier mailAnswers(ReactiveMailer mailer) {
    return new MailAnswers(mailer);
  }

  @Produces
  @Singleton
  Notifier slack(SlackApi slack) {
    return new SlackNotifier(slack);
  }

  @Produces
  @Singleton
  GitHubAccess gitHubAccess(
      @ConfigProperty(name = "oncall.github.api-url") String url, Secrets secrets, Clock clock) {
    return new GitHubAccess(url, secrets, clock);
  }

  @Produces
  @Singleton
  Notifier gitHubAnswers(GitHubAccess gitHub) {
    return new GitHubAnswers(gitHub);
  }

  @Produces
  @Singleton
  Notifier slackAnswers(SlackApi slack) {
    return new SlackAnswers(slack);
  }

  @Produces
  @Singleton
  Outbox outbox(
      @All List<Notifier> notifiers,
      ReportedConditions board,
      Outbox.Tally tally,
      Clock clock,
      Deliveries by) {
    return new Outbox(
        notifiers.stream()
            .collect(toMap(one -> one, one -> by.threads("notices-" + one.channel()))),
        board,
        tally,
        clock,
        System::nanoTime);
  }

  @Produces
  @Singleton
  ReportedConditions reportedConditions() {
    return new ReportedConditions();
  }

  @Produces
  @Singleton
  Sight sight(@ConfigProperty(name = "oncall.cluster-wide") Optional<Set<String>> namespaces) {
    return new Sight(namespaces.orElse(Set.of()));
  }
}
