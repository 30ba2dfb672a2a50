package io.operatefirst.oncall.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.RotationReconciler;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo itself: sets up the cluster, starts the operator, creates the sample rotation, lets the
 * clock run and shows what happens.
 */
final class Show implements QuarkusApplication {

  private static final Logger LOG = LoggerFactory.getLogger(Show.class);
  private static final Duration FRAME = Duration.ofMillis(100);
  private static final long PATIENCE_SECONDS = 5;
  private static final int FAILED = 1;

  private final KubernetesClient client;
  private final Operator operator;
  private final RotationReconciler reconciler;
  private final FastTime time;
  private final Duration day;
  private final Instant ends;
  private final String server;
  private final Optional<String> kubeconfig;

  Show(
      KubernetesClient client,
      Operator operator,
      RotationReconciler reconciler,
      FastTime time,
      @ConfigProperty(name = "oncall.demo.day") Duration day,
      @ConfigProperty(name = "oncall.demo.ends") Instant ends,
      @ConfigProperty(name = "oncall.demo.api-server") String server,
      @ConfigProperty(name = "oncall.demo.kubeconfig") Optional<String> kubeconfig) {
    this.client = client;
    this.operator = operator;
    this.reconciler = reconciler;
    this.time = time;
    this.day = day;
    this.ends = ends;
    this.server = server;
    this.kubeconfig = kubeconfig;
  }

  @Override
  public int run(String... arguments) throws IOException, InterruptedException {
    new CustomResources(client).install(operator);
    operator.start();
    OnCallRotation rotation = sample();
    Sightings sightings = new Sightings();
    ScheduledExecutorService frames = Executors.newSingleThreadScheduledExecutor();
    try (LiveView view = new LiveView(client, rotation);
        Display display = Display.of(new Heading(server, kubeconfig, day))) {
      client.resource(rotation).create();
      Engineers engineers = new Engineers(client);
      ScheduledFuture<?> play =
          frames.scheduleAtFixedRate(
              () -> frame(view, display, sightings, engineers),
              0,
              FRAME.toMillis(),
              TimeUnit.MILLISECONDS);
      Quarkus.waitForExit();
      play.cancel(false);
      frames.shutdown();
      if (!frames.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the last frame was not drawn to its end");
      }
    }
    sightings.summary().forEach(System.out::println);
    return sightings.complete() ? 0 : FAILED;
  }

  private OnCallRotation sample() throws IOException {
    try (InputStream yaml = Show.class.getResourceAsStream("/demo/rotation.yaml")) {
      return client.getKubernetesSerialization().unmarshal(yaml, OnCallRotation.class);
    }
  }

  /** The operator looks for what is due each second, which would be hours here. */
  private void frame(LiveView view, Display display, Sightings sightings, Engineers engineers) {
    try {
      reconciler.sweep();
      Snapshot now = view.at(time.instant());
      if (now.isReconciled()) {
        time.startOnce();
      }
      engineers.act(now);
      sightings.look(now);
      display.show(now);
      if (now.time().isAfter(ends)) {
        Quarkus.asyncExit();
      }
    } catch (RuntimeException e) {
      LOG.error("the demo ends", e);
      Quarkus.asyncExit(FAILED);
    }
  }
}
