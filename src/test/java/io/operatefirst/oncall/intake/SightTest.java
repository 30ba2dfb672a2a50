package io.operatefirst.oncall.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.operatefirst.oncall.api.OnCallRotation;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SightTest {

  @Test
  void aBlankAfterTheCommaIsNoPartOfAName() {
    Sight sight = new Sight(Set.of("sre", " platform"));
    assertThat(sight.reaches(rotationIn("platform"), "web")).isTrue();
    assertThat(sight.reaches(rotationIn("other"), "web")).isFalse();
    assertThat(sight.reaches(rotationIn("other"), "other")).isTrue();
  }

  private static OnCallRotation rotationIn(String namespace) {
    OnCallRotation rotation = new OnCallRotation();
    rotation.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).build());
    return rotation;
  }
}
