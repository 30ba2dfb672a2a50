package io.operatefirst.oncall.notify;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import java.util.Optional;

/**
 * On whose behalf people are told.
 *
 * @param rotation whose people they are
 * @param settings as its spec has them
 */
public record Sender(ResourceID rotation, NotificationsSpec settings) {

  public static Sender of(OnCallRotation rotation) {
    return new Sender(
        ResourceID.fromResource(rotation),
        Optional.ofNullable(rotation.getSpec().notifications()).orElse(NotificationsSpec.NONE));
  }
}
