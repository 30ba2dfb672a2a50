package io.operatefirst.oncall.notify.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.notify.Duty.Headline;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which banner is whose, and whether it can be read. */
class BannerTest {

  private static final ResourceID ROTATION = new ResourceID("sre.prague", "team-a");
  private static final Headline ALARM = new Headline(true, "Nobody is on call.");

  @Test
  void itsNameSaysOfWhichRotationItIs() {
    GenericKubernetesResource banner = Banner.of(ROTATION, ALARM);

    assertThat(banner.getMetadata().getName()).isEqualTo("oncall.team-a.sre.prague");
    assertThat(Banner.rotationOf(banner)).contains(ROTATION);
    assertThat(Banner.nameOf(new ResourceID("b", "team-a")))
        .isNotEqualTo(Banner.nameOf(new ResourceID("a-b", "team")));
  }

  @Test
  void whatPeopleHaveMadeIsOfNoRotation() {
    GenericKubernetesResource theirs = Banner.of(ROTATION, ALARM);
    theirs.getMetadata().setLabels(null);
    GenericKubernetesResource otherwiseNamed = Banner.of(ROTATION, ALARM);
    otherwiseNamed.getMetadata().setName("maintenance.team-a.sre");

    assertThat(Banner.rotationOf(theirs)).isEmpty();
    assertThat(Banner.rotationOf(otherwiseNamed)).isEmpty();
  }

  @Test
  void whatWasChangedByHandIsNotWhatItIsToSay() {
    GenericKubernetesResource banner = Banner.of(ROTATION, ALARM);
    assertThat(Banner.says(banner, ALARM)).isTrue();
    assertThat(Banner.says(banner, new Headline(false, ALARM.text()))).isFalse();

    banner.<Map<String, Object>>get("spec").put("link", Map.of("href", "https://evil.example.org"));

    assertThat(Banner.says(banner, ALARM)).isFalse();
    assertThat(Banner.says(Banner.changed(banner, ALARM), ALARM)).isTrue();
  }

  /** As the Web Content Accessibility Guidelines (2.1, 1.4.3) have it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itCanBeRead(boolean alarm) {
    GenericKubernetesResource banner = Banner.of(ROTATION, new Headline(alarm, "Text"));
    double text = luminance(banner.get("spec", "color"));
    double background = luminance(banner.get("spec", "backgroundColor"));

    assertThat((text + 0.05) / (background + 0.05)).isGreaterThan(4.5);
  }

  private static double luminance(String color) {
    int rgb = Integer.parseInt(color.substring(1), 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int part) {
    double share = (part & 0xff) / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
