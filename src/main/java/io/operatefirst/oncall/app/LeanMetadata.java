package io.operatefirst.oncall.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Reads objects without {@code metadata.managedFields}, which nothing here needs, and which would
 * be the larger part of a log of thousands of entries in memory. The server keeps them.
 */
@Singleton
final class LeanMetadata implements KubernetesClientObjectMapperCustomizer {

  @JsonIgnoreProperties("managedFields")
  private interface WithoutManagedFields {}

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
  }
}
