package io.operatefirst.oncall.app;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Reads objects so that a log of ten thousand entries is small in memory: without {@code
 * metadata.managedFields}, which nothing here needs and the server keeps, and each text once, since
 * thousands of entries say the same.
 */
@Singleton
final class LeanReading implements KubernetesClientObjectMapperCustomizer {

  @JsonIgnoreProperties("managedFields")
  private interface WithoutManagedFields {}

  /** What nobody refers to any more, the JVM forgets. */
  private static final class SharedText extends StringDeserializer {

    private static final long serialVersionUID = 1L;

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = super.deserialize(parser, context);
      return text == null ? null : text.intern();
    }
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.addMixIn(ObjectMeta.class, WithoutManagedFields.class);
    mapper.registerModule(
        new SimpleModule(SharedText.class.getName())
            .addDeserializer(String.class, new SharedText()));
  }
}
