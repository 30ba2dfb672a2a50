package io.operatefirst.oncall.intake.alertmanager;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Alertmanagers that rotations may name, as the administrator has configured them: an address
 * or a credential in a rotation would let any namespace borrow the operator's rights.
 */
@ConfigMapping(prefix = "oncall.alertmanagers")
public interface AlertmanagersConfig {

  /** By the name that rotations call them. */
  @WithParentName
  Map<String, Cluster> byName();

  /** Replicas that know the same. */
  interface Cluster {

    /** Where each of them is. */
    List<URI> url();

    /** Holds the bearer token; read at each poll, since it is renewed. */
    Optional<Path> tokenFile();

    /** Holds who may have signed their certificates (PEM); absent: whom Java trusts. */
    Optional<Path> caFile();

    /** How often they are asked. */
    @WithDefault("30s")
    Duration pollInterval();
  }
}
