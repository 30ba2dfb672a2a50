package io.operatefirst.oncall.soak;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationSpec;
import io.operatefirst.oncall.chaos.NoticeSink;
import io.operatefirst.oncall.schedule.Cover;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What the people of all teams do on the cluster, whatever the operator does. */
final class People implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Random random;

  /** Of those who work: how much there is of that, and when, the seed does not say. */
  private final Random moods;

  private final KubernetesClient client;
  private final String namespace;
  private final List<LivingTeam> teams;
  private final NoticeSink sink = new NoticeSink(Clock.systemUTC());
  private final Map<String, Long> generations = new HashMap<>();
  private final Set<String> agreements = new HashSet<>();

  People(
      Random random,
      Random moods,
      KubernetesClient client,
      String namespace,
      List<LivingTeam> teams) {
    this.random = random;
    this.moods = moods;
    this.client = client;
    this.namespace = namespace;
    this.teams = teams;
  }

  /** The host where they hear of what happens. */
  String host() {
    return sink.host();
  }

  /** Of each rotation, as it was written last. */
  Map<String, Long> generations() {
    return generations;
  }

  /** The names of all overrides that there are. */
  Set<String> agreements() {
    return agreements;
  }

  void begin() {
    client.resource(NoticeSink.signingKey(namespace)).create();
    for (LivingTeam team : teams) {
      OnCallRotation rotation = new OnCallRotation();
      rotation.setMetadata(
          new ObjectMetaBuilder().withName(team.name()).withNamespace(namespace).build());
      rotation.setSpec(specOf(team));
      written(client.resource(rotation).create());
    }
  }

  private OnCallRotationSpec specOf(LivingTeam team) {
    return Written.rotation(team.name(), team.draft().roster(), sink.hook());
  }

  private void written(OnCallRotation rotation) {
    generations.put(rotation.getMetadata().getName(), rotation.getMetadata().getGeneration());
  }

  /** Some teams change their rotation; false where none does. */
  boolean edit(Instant now) {
    List<LivingTeam> editing = teams.stream().filter(team -> random.nextInt(25) == 0).toList();
    for (LivingTeam team : editing) {
      team.edit(now);
      written(rewritten(team));
    }
    return !editing.isEmpty();
  }

  /** Again where the operator has just written its status. */
  private OnCallRotation rewritten(LivingTeam team) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptionsMatching(People::isConflict)
        .until(
            () ->
                client
                    .resources(OnCallRotation.class)
                    .inNamespace(namespace)
                    .withName(team.name())
                    .edit(
                        rotation -> {
                          rotation.setSpec(specOf(team));
                          return rotation;
                        }),
            Objects::nonNull);
  }

  private static boolean isConflict(Throwable problem) {
    return problem instanceof KubernetesClientException refused
        && refused.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }

  /** Some agree on covers and swaps, or take one back; false where none does. */
  boolean agree(Instant now) {
    boolean agreed = false;
    for (LivingTeam team : teams) {
      if (random.nextInt(25) == 0) {
        List<Cover> covers = team.agreement(now);
        OnCallOverride made =
            client.resource(Written.override(team.name(), covers)).inNamespace(namespace).create();
        agreements.add(made.getMetadata().getName());
        team.hasAgreed(covers, Instant.parse(made.getMetadata().getCreationTimestamp()));
        agreed = true;
      }
      if (random.nextInt(40) == 0) {
        Optional<String> back = team.takenBack();
        back.ifPresent(this::takeBack);
        agreed = agreed || back.isPresent();
      }
    }
    return agreed;
  }

  private void takeBack(String override) {
    client.resources(OnCallOverride.class).inNamespace(namespace).withName(override).delete();
    agreements.remove(override);
  }

  /** They acknowledge, resolve, and write runbooks. */
  void respond(List<OnCallLogEntry> problems) {
    for (OnCallLogEntry entry : problems) {
      if (entry.getStatus() != null
          && entry.getStatus().phase() != OnCallLogEntryStatus.Phase.CLOSED
          && moods.nextInt(10) == 0) {
        client
            .resource(entry)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                moods.nextBoolean()
                    ? "{\"spec\":{\"acknowledgedBy\":\"engineer-1\"}}"
                    : "{\"spec\":{\"acknowledgedBy\":\"engineer-1\",\"resolved\":true,"
                        + "\"runbook\":\"https://runbooks.example.org/one\"}}");
      }
    }
  }

  @Override
  public void close() {
    sink.close();
  }
}
