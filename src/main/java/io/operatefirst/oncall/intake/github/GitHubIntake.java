package io.operatefirst.oncall.intake.github;

import static java.util.stream.Collectors.toSet;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.access.github.GitHubAccess;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.intake.Backoff;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.logentry.QuestionDesk;
import io.operatefirst.oncall.status.ReportedConditions;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at GitHub for all rotations that ask for it, again and again: a webhook would need a way in
 * from outside. What has not changed costs nothing of GitHub's limit.
 */
@Singleton
class GitHubIntake {

  private static final Logger LOG = LoggerFactory.getLogger(GitHubIntake.class);

  private static final int AT_ONCE = 4;
  private static final Duration MOST_PAUSE = Duration.ofHours(1);
  private static final int MOST_TIMES = 16;

  private final GitHubAccess access;
  private final QuestionDesk desk;
  private final ReportedConditions conditions;
  private final Lead lead;
  private final Duration interval;
  private final Backoff pauses;
  private final Map<ResourceID, Post> posts = new HashMap<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE,
          work -> {
            Thread thread = new Thread(work, "questions-on-github");
            thread.setDaemon(true);
            return thread;
          });

  GitHubIntake(
      GitHubAccess access,
      QuestionDesk desk,
      ReportedConditions conditions,
      Lead lead,
      @ConfigProperty(name = "oncall.github.poll-interval", defaultValue = "1m")
          Duration interval) {
    this.access = access;
    this.desk = desk;
    this.conditions = conditions;
    this.lead = lead;
    this.interval = interval;
    this.pauses = Backoff.between(interval, interval.multipliedBy(MOST_TIMES));
  }

  /** A rotation that listens there, by one edit of what it has set for that. */
  private static final class Post {

    private final String uid;
    private final QuestionsSpec.GitHub settings;
    private final GitHubWatch watch;
    private long next = System.nanoTime();
    private boolean looking;
    private int failures;

    Post(OnCallRotation rotation, GitHubWatch watch) {
      this.uid = rotation.getMetadata().getUid();
      this.settings = rotation.getSpec().questions().github();
      this.watch = watch;
    }

    boolean isOf(OnCallRotation rotation) {
      return uid.equals(rotation.getMetadata().getUid())
          && settings.equals(rotation.getSpec().questions().github());
    }
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  /** Looks where it is time to. */
  synchronized void sweep() {
    List<OnCallRotation> listening = lead.isHere() ? desk.listening(Place.GITHUB) : List.of();
    Set<ResourceID> wanted = listening.stream().map(ResourceID::fromResource).collect(toSet());
    posts.keySet().retainAll(wanted);
    for (OnCallRotation rotation : listening) {
      Post post =
          posts.compute(
              ResourceID.fromResource(rotation),
              (id, known) ->
                  known != null && known.isOf(rotation)
                      ? known
                      : new Post(rotation, new GitHubWatch(access, desk)));
      if (!post.looking && System.nanoTime() - post.next >= 0) {
        desk.since(rotation, Place.GITHUB).ifPresent(since -> begin(rotation, post, since));
      }
    }
  }

  private void begin(OnCallRotation rotation, Post post, Instant since) {
    post.looking = true;
    threads.execute(
        () -> {
          try {
            GitHubWatch.Look look = post.watch.look(rotation, since);
            ended(rotation, post, look);
          } catch (RuntimeException e) {
            // What the log has not taken is read again. Nothing of what people wrote is told here.
            LOG.error(
                "questions on GitHub of {}/{}: {}",
                rotation.getMetadata().getNamespace(),
                rotation.getMetadata().getName(),
                e.getClass().getName());
            again(post, interval);
          }
        });
  }

  private synchronized void ended(OnCallRotation rotation, Post post, GitHubWatch.Look look) {
    ResourceID id = ResourceID.fromResource(rotation);
    if (posts.get(id) == post) {
      conditions.report(id, look.condition());
    }
    post.failures = look.failed() ? post.failures + 1 : 0;
    Duration own = post.failures == 0 ? interval : pauses.after(post.failures);
    Duration asked = look.pause().compareTo(MOST_PAUSE) < 0 ? look.pause() : MOST_PAUSE;
    again(post, own.compareTo(asked) < 0 ? asked : own);
  }

  /** Never exactly then, so that many do not come together. */
  private synchronized void again(Post post, Duration pause) {
    long jitter = (long) (0.1 * pause.toNanos() * ThreadLocalRandom.current().nextDouble());
    post.next = System.nanoTime() + pause.toNanos() + jitter;
    post.looking = false;
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
