package io.operatefirst.oncall.app;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.operatefirst.oncall.api.BoxState;
import io.operatefirst.oncall.api.NotUnderstood;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OrderSpec;
import io.operatefirst.oncall.api.ScheduleSpec;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a newer operator has written: one resource with a word in it that is not known here
 * must not keep this operator from reading all the others. Unknown fields are left aside, unknown
 * words are read as if they were not there; and where such a word decides who is on call, the
 * resource has a note of it, so that nothing is decided by a default in its place.
 */
@Singleton
final class NewerReading implements KubernetesClientObjectMapperCustomizer {

  /** What decides who is on call, and where it is written. */
  private static final Map<Class<?>, String> DECIDING =
      Map.of(
          ScheduleSpec.Cadence.class, "spec.schedule",
          ScheduleSpec.Day.class, "spec.schedule",
          OrderSpec.AtEndOfList.class, "spec.order",
          BoxState.class, "spec.handover.order");

  private static final Set<Class<?>> NOTED = Set.of(OnCallRotation.class, OnCallLogEntry.class);

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    mapper.addHandler(new UnknownWords());
    mapper.registerModule(
        new SimpleModule(NewerReading.class.getName())
            .setDeserializerModifier(
                new BeanDeserializerModifier() {
                  @Override
                  public JsonDeserializer<?> modifyDeserializer(
                      DeserializationConfig config,
                      BeanDescription type,
                      JsonDeserializer<?> deserializer) {
                    return NOTED.contains(type.getBeanClass())
                        ? new Noting(deserializer)
                        : deserializer;
                  }
                }));
  }

  private static final class UnknownWords extends DeserializationProblemHandler {

    @Override
    public Object handleWeirdStringValue(
        DeserializationContext context, Class<?> type, String word, String failure)
        throws IOException {
      if (!type.isEnum() || !type.getName().startsWith(OnCallRotation.class.getPackageName())) {
        return NOT_HANDLED;
      }
      if (DECIDING.containsKey(type) && context.getAttribute(Noting.class) instanceof Notes notes) {
        notes.words().add(DECIDING.get(type) + field(context.getParser()) + " \"" + word + "\"");
      }
      return null;
    }

    /** Such as {@code .workingDays}, also of an item in a list. */
    private static String field(JsonParser parser) {
      JsonStreamContext here = parser.getParsingContext();
      return Optional.ofNullable(here.getCurrentName())
          .or(() -> Optional.ofNullable(here.getParent()).map(JsonStreamContext::getCurrentName))
          .map(name -> "." + name)
          .orElse("");
    }
  }

  private record Notes(List<String> words) {}

  /** Collects what is not known within one resource, which may be one of a list. */
  private static final class Noting extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    Noting(JsonDeserializer<?> deserializer) {
      super(deserializer);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
      return new Noting(deserializer);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Notes notes = new Notes(new ArrayList<>());
      context.setAttribute(Noting.class, notes);
      Object read = super.deserialize(parser, context);
      if (read instanceof HasMetadata resource) {
        NotUnderstood.note(resource, notes.words());
      }
      return read;
    }
  }
}
