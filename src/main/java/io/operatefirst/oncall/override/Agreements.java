package io.operatefirst.oncall.override;

import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.spec.OverrideReader;
import jakarta.inject.Singleton;
import java.util.List;

/** The overrides that there are, as each replica knows them: without a question to the server. */
@Singleton
public final class Agreements {

  private volatile IndexerResourceCache<OnCallOverride> overrides;

  void open(IndexerResourceCache<OnCallOverride> known) {
    overrides = known;
  }

  /** Those of a rotation; none before the operator has begun to watch them. */
  public List<OnCallOverride> of(OnCallRotation rotation) {
    IndexerResourceCache<OnCallOverride> known = overrides;
    return known == null
        ? List.of()
        : known
            .list(
                rotation.getMetadata().getNamespace(),
                override -> OverrideReader.isOf(override, rotation))
            .toList();
  }
}
