package io.operatefirst.oncall.intake.slack;

import static java.util.stream.Collectors.toSet;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.access.slack.SlackClient;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.logentry.QuestionDesk;
import io.operatefirst.oncall.status.ReportedConditions;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Listens in Slack for all rotations that ask for it, each in a thread of its own. */
@Singleton
class SlackIntake {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SlackClient client;
  private final Secrets secrets;
  private final QuestionDesk desk;
  private final ReportedConditions conditions;
  private final Lead lead;
  private final Clock clock;
  private final Duration check;
  private final Map<ResourceID, Running> running = new HashMap<>();

  SlackIntake(
      @ConfigProperty(name = "oncall.slack.api-url") String url,
      @ConfigProperty(name = "oncall.slack.check-interval", defaultValue = "30s") Duration check,
      Secrets secrets,
      QuestionDesk desk,
      ReportedConditions conditions,
      Lead lead,
      Clock clock) {
    this.client = new SlackClient(url, PATIENCE);
    this.check = check;
    this.secrets = secrets;
    this.desk = desk;
    this.conditions = conditions;
    this.lead = lead;
    this.clock = clock;
  }

  /**
   * A rotation that listens.
   *
   * @param uid of it: one that is made again has a log of its own
   * @param rotation as it is now
   */
  private record Running(
      String uid,
      QuestionsSpec.Slack settings,
      AtomicReference<OnCallRotation> rotation,
      SlackWatch watch) {

    boolean isOf(OnCallRotation other) {
      return uid.equals(other.getMetadata().getUid())
          && settings.equals(other.getSpec().questions().slack());
    }
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  /** Begins to listen where that is asked for, and ends where it is not any more. */
  synchronized void sweep() {
    List<OnCallRotation> listening = lead.isHere() ? desk.listening(Place.SLACK) : List.of();
    Set<ResourceID> wanted = listening.stream().map(ResourceID::fromResource).collect(toSet());
    Set.copyOf(running.keySet()).stream().filter(id -> !wanted.contains(id)).forEach(this::leave);
    for (OnCallRotation rotation : listening) {
      ResourceID id = ResourceID.fromResource(rotation);
      Running known = running.get(id);
      if (known != null && known.isOf(rotation)) {
        known.rotation().set(rotation);
      } else if (desk.since(rotation, Place.SLACK).isPresent()) {
        leave(id);
        running.put(id, begin(id, rotation));
      }
    }
  }

  private Running begin(ResourceID id, OnCallRotation rotation) {
    QuestionsSpec.Slack settings = rotation.getSpec().questions().slack();
    AtomicReference<OnCallRotation> current = new AtomicReference<>(rotation);
    SlackWatch watch =
        new SlackWatch(
            client.get(),
            desk,
            new SlackWatch.Owner(
                new Tokens(secrets, rotation.getMetadata().getNamespace(), settings),
                current::get,
                condition -> conditions.report(id, condition)),
            clock,
            check);
    Thread thread =
        new Thread(
            watch,
            "questions-in-slack-%s/%s"
                .formatted(
                    rotation.getMetadata().getNamespace(), rotation.getMetadata().getName()));
    thread.setDaemon(true);
    thread.start();
    return new Running(rotation.getMetadata().getUid(), settings, current, watch);
  }

  private void leave(ResourceID id) {
    Running left = running.remove(id);
    if (left != null) {
      left.watch().stop();
    }
  }

  @PreDestroy
  synchronized void stop() {
    Set.copyOf(running.keySet()).forEach(this::leave);
  }
}
