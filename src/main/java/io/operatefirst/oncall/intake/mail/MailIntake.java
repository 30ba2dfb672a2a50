package io.operatefirst.oncall.intake.mail;

import static java.util.stream.Collectors.toSet;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.logentry.Asked;
import io.operatefirst.oncall.logentry.Question;
import io.operatefirst.oncall.logentry.QuestionDesk;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.ReportedConditions;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the mail of all rotations that ask for it, each in a thread of its own. Made at the start,
 * so that settings that cannot be are said then.
 */
@Startup
@Singleton
class MailIntake {

  private static final Logger LOG = LoggerFactory.getLogger(MailIntake.class);

  /** Later than any mail is received. */
  private static final Instant NOT_YET = Instant.parse("9999-01-01T00:00:00Z");

  private final QuestionDesk desk;
  private final Secrets secrets;
  private final ReportedConditions conditions;
  private final Lead lead;
  private final MailHosts hosts;
  private final SSLSocketFactory trust;
  private final MailWatch.Limits limits;
  private final Map<ResourceID, Running> running = new HashMap<>();

  MailIntake(
      QuestionDesk desk,
      Secrets secrets,
      ReportedConditions conditions,
      Lead lead,
      @ConfigProperty(name = "oncall.mail-hosts") Optional<Set<String>> hosts,
      @ConfigProperty(name = "oncall.mail-ca-file") Optional<Path> certificates,
      @ConfigProperty(name = "oncall.mail.poll-interval", defaultValue = "1m") Duration interval) {
    this.desk = desk;
    this.secrets = secrets;
    this.conditions = conditions;
    this.lead = lead;
    this.hosts = new MailHosts(hosts.orElse(Set.of()));
    this.trust = MailTrust.in(certificates);
    this.limits = MailWatch.Limits.usual(interval);
  }

  /**
   * A mailbox that is read.
   *
   * @param uid of the rotation: one that is made again has a log of its own
   * @param rotation as it is now
   */
  private record Running(
      String uid,
      QuestionsSpec.Mail spec,
      AtomicReference<OnCallRotation> rotation,
      MailWatch watch) {

    boolean isOf(OnCallRotation other) {
      return uid.equals(other.getMetadata().getUid()) && spec.equals(specOf(other));
    }
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  /** Begins to read what is asked for, and ends what is not any more. */
  synchronized void sweep() {
    List<OnCallRotation> listening = lead.isHere() ? desk.listening(Place.MAIL) : List.of();
    Set<ResourceID> wanted = listening.stream().map(ResourceID::fromResource).collect(toSet());
    Set.copyOf(running.keySet()).stream().filter(id -> !wanted.contains(id)).forEach(this::leave);
    listening.forEach(this::guarded);
  }

  /** Not at the cost of others. */
  private void guarded(OnCallRotation rotation) {
    try {
      attend(rotation);
    } catch (RuntimeException e) {
      LOG.error("mails to {} are not read: {}", name(rotation), e.getClass().getName());
    }
  }

  private void attend(OnCallRotation rotation) {
    ResourceID id = ResourceID.fromResource(rotation);
    Running known = running.get(id);
    if (known != null && known.isOf(rotation)) {
      known.rotation().set(rotation);
      known.watch().tend();
      return;
    }
    leave(id);
    QuestionsSpec.Mail spec = specOf(rotation);
    if (!hosts.allow(spec.host(), spec.port())) {
      conditions.report(
          id,
          Conditions.no(
              Conditions.MAIL_WATCHED,
              Conditions.NOT_ALLOWED,
              "The operator may not read mail on %s:%d. Ask its administrator to add it to oncall.mail-hosts."
                  .formatted(spec.host(), spec.port())));
    } else if (desk.since(rotation, Place.MAIL).isPresent()) {
      running.put(id, begin(rotation, spec));
    }
  }

  private void leave(ResourceID id) {
    Running left = running.remove(id);
    if (left != null) {
      left.watch().stop();
    }
  }

  private Running begin(OnCallRotation rotation, QuestionsSpec.Mail spec) {
    AtomicReference<OnCallRotation> current = new AtomicReference<>(rotation);
    MailWatch watch =
        new MailWatch(
            new Access(spec, password(rotation.getMetadata().getNamespace(), spec)),
            trust,
            new MailWatch.Owner(
                name(rotation),
                () -> desk.since(current.get(), Place.MAIL).orElse(NOT_YET),
                () -> current.get().getSpec().engineers(),
                log(current),
                condition -> conditions.report(ResourceID.fromResource(rotation), condition)),
            limits);
    Thread thread = new Thread(watch, "questions-by-mail-" + name(rotation));
    thread.setDaemon(true);
    thread.start();
    return new Running(rotation.getMetadata().getUid(), spec, current, watch);
  }

  private Access.Password password(String namespace, QuestionsSpec.Mail spec) {
    return new Access.Password() {
      @Override
      public <T> T with(Function<String, T> use, BiFunction<String, String, T> unavailable) {
        return secrets.with(
            namespace,
            spec.passwordSecret(),
            "spec.questions.mail.passwordSecret",
            use,
            unavailable);
      }
    };
  }

  private QuestionLog log(AtomicReference<OnCallRotation> current) {
    return new QuestionLog() {
      @Override
      public Optional<Asked> find(String thread) {
        return desk.find(current.get(), Place.MAIL, thread);
      }

      @Override
      public boolean take(Question question) {
        return desk.take(current.get(), question);
      }

      @Override
      public void acknowledge(String thread, String by) {
        desk.acknowledge(current.get(), Place.MAIL, thread, by);
      }
    };
  }

  private static QuestionsSpec.Mail specOf(OnCallRotation rotation) {
    return rotation.getSpec().questions().mail();
  }

  private static String name(OnCallRotation rotation) {
    return rotation.getMetadata().getNamespace() + "/" + rotation.getMetadata().getName();
  }

  @PreDestroy
  synchronized void stop() {
    Set.copyOf(running.keySet()).forEach(this::leave);
  }
}
