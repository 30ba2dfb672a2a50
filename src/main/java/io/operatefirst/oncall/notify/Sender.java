package io.operatefirst.oncall.notify;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.QuestionsSpec;
import java.util.Optional;

/**
 * On whose behalf people are told.
 *
 * @param rotation whose people they are
 * @param settings by which the team is told, as its spec has them
 * @param questions where users are answered, as its spec has it
 */
public record Sender(ResourceID rotation, NotificationsSpec settings, QuestionsSpec questions) {

  /** Where no users ask. */
  public Sender(ResourceID rotation, NotificationsSpec settings) {
    this(rotation, settings, QuestionsSpec.NONE);
  }

  public static Sender of(OnCallRotation rotation) {
    return new Sender(
        ResourceID.fromResource(rotation),
        Optional.ofNullable(rotation.getSpec().notifications()).orElse(NotificationsSpec.NONE),
        Optional.ofNullable(rotation.getSpec().questions()).orElse(QuestionsSpec.NONE));
  }
}
