package io.operatefirst.oncall.override;

import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.StatusPatch;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says of an override that the rotation it names does not exist; of all others the controller of
 * the rotation says what they come to.
 */
// Once an hour, as the log entries.
@ControllerConfiguration(
    name = "override",
    generationAwareEventProcessing = false,
    maxReconciliationInterval = @MaxReconciliationInterval(interval = 1))
public class OverrideReconciler implements Reconciler<OnCallOverride> {

  private final Clock clock;
  private final Agreements agreements;

  public OverrideReconciler(Clock clock, Agreements agreements) {
    this.clock = clock;
    this.agreements = agreements;
  }

  @Override
  public List<EventSource<?, OnCallOverride>> prepareEventSources(
      EventSourceContext<OnCallOverride> context) {
    IndexerResourceCache<OnCallOverride> overrides = context.getPrimaryCache();
    agreements.open(overrides);
    InformerEventSourceConfiguration<OnCallRotation> configuration =
        InformerEventSourceConfiguration.from(OnCallRotation.class, OnCallOverride.class)
            .withSecondaryToPrimaryMapper(rotation -> overridesOf(rotation, overrides))
            .withPrimaryToSecondaryMapper(OverrideReconciler::rotationOf)
            // Only whether it exists is of interest.
            .withOnUpdateFilter((now, before) -> false)
            .build();
    return List.of(new InformerEventSource<>(configuration, context));
  }

  private static Set<ResourceID> overridesOf(
      OnCallRotation rotation, IndexerResourceCache<OnCallOverride> overrides) {
    String name = rotation.getMetadata().getName();
    return overrides
        .list(
            rotation.getMetadata().getNamespace(),
            override -> override.getSpec() != null && name.equals(override.getSpec().rotation()))
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  /** The rotation that an override names, in its own namespace. */
  public static Set<ResourceID> rotationOf(OnCallOverride override) {
    return override.getSpec() == null || override.getSpec().rotation() == null
        ? Set.of()
        : Set.of(
            new ResourceID(override.getSpec().rotation(), override.getMetadata().getNamespace()));
  }

  @Override
  public UpdateControl<OnCallOverride> reconcile(
      OnCallOverride override, Context<OnCallOverride> context) {
    if (override.getSpec() != null
        && context.getSecondaryResource(OnCallRotation.class).isEmpty()) {
      StatusPatch.write(
          context,
          override,
          OverrideView.ofUnknownRotation(
              override, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }
    return UpdateControl.noUpdate();
  }
}
