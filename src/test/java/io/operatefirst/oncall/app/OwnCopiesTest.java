package io.operatefirst.oncall.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.operatefirst.oncall.api.NotUnderstood;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes a copy changes nothing of what it is a copy of. */
class OwnCopiesTest {

  @SuppressWarnings({"rawtypes", "unchecked"})
  private final OwnCopies copies =
      new OwnCopies(
          new ObjectMapper(),
          (Class<? extends KubernetesResource>[]) new Class[] {OnCallRotation.class});

  @ParameterizedTest
  @ValueSource(classes = {OnCallRotation.class, OnCallLogEntry.class, OnCallOverride.class})
  void aCopyIsTheSameAndAnother(Class<? extends HasMetadata> type) {
    HasMetadata resource =
        copies.unmarshal("metadata: {name: disk, labels: {team: blue}}\nspec: {}\n", type);
    NotUnderstood.note(resource, List.of("spec.schedule.cadence \"Hourly\""));

    HasMetadata copy = copies.clone(resource);

    assertThat(copy).isEqualTo(resource).isNotSameAs(resource).hasSameClassAs(resource);
    assertThat(NotUnderstood.below("spec.schedule", copy)).hasSize(1);
    copy.getMetadata().getLabels().put("team", "red");
    copy.getMetadata().setName("other");
    assertThat(resource.getMetadata().getLabels()).containsExactly(Map.entry("team", "blue"));
    assertThat(resource.getMetadata().getName()).isEqualTo("disk");
  }

  @Test
  void whatBelongsToOthersIsCopiedToo() {
    Secret secret = new SecretBuilder().addToStringData("token", "t").build();

    Secret copy = copies.clone(secret);
    copy.getStringData().put("token", "u");

    assertThat(secret.getStringData()).containsExactly(Map.entry("token", "t"));
  }
}
