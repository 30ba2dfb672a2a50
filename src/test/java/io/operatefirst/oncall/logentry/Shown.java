package io.operatefirst.oncall.logentry;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.BoxState;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the resources of a scene show, as soon as they do, in short: all conditions of each as
 * {@code Type=Status Reason}, all receipts as {@code notice names}.
 */
record Shown(Scene scene) {

  /**
   * The rotation, on which nothing but this is not as it should be.
   *
   * @param told the conditions beside those that say that all is well
   */
  void rotation(String onCall, String... told) {
    scene.awaitStatus(
        status -> {
          assertThat(status.onCall()).isEqualTo(onCall);
          assertThat(inShort(status.conditions()))
              .containsExactlyInAnyOrderElementsOf(
                  Stream.concat(
                          Stream.of(
                              "Ready=True Scheduled",
                              "Covered=True Covered",
                              "Fair=True Balanced",
                              "EmailSent=True Delivered"),
                          Arrays.stream(told))
                      .toList());
        });
  }

  /** What the rotation says of its runbooks. */
  String debts() {
    return Conditions.find(status().conditions(), Conditions.DOCUMENTED).orElseThrow().getMessage();
  }

  OnCallRotationStatus status() {
    return scene.rotation().get().getStatus();
  }

  /** Who has had their turn, and whose it is by the list. */
  void turns(List<String> done, String now, List<String> toCome) {
    scene.awaitStatus(
        status -> {
          assertThat(boxes(status, BoxState.DONE)).isEqualTo(done);
          assertThat(boxes(status, BoxState.ON_CALL)).containsExactly(now);
          assertThat(boxes(status, BoxState.WAITING)).isEqualTo(toCome);
        });
  }

  private static List<String> boxes(OnCallRotationStatus status, BoxState state) {
    return status.list().stream()
        .filter(box -> box.state() == state)
        .map(OnCallRotationStatus.ListItem::engineer)
        .toList();
  }

  void entry(String name, Phase phase, String... conditions) {
    scene.awaitEntry(
        name,
        status -> {
          assertThat(status.phase()).isEqualTo(phase);
          assertThat(inShort(status.conditions())).containsExactlyInAnyOrder(conditions);
        });
  }

  void receipts(String entry, String... expected) {
    scene.awaitEntry(
        entry, status -> assertThat(inWords(status.notices())).containsExactlyInAnyOrder(expected));
  }

  void receiptsOfRotation(String... expected) {
    scene.awaitStatus(
        status -> assertThat(inWords(status.notices())).containsExactlyInAnyOrder(expected));
  }

  void override(
      String name, OnCallOverrideStatus.Phase phase, List<String> conditions, String... receipts) {
    await(name)
        .untilAsserted(
            () -> {
              OnCallOverrideStatus status =
                  scene
                      .client()
                      .resources(OnCallOverride.class)
                      .inNamespace(scene.namespace())
                      .withName(name)
                      .get()
                      .getStatus();
              assertThat(status.phase()).isEqualTo(phase);
              assertThat(inShort(status.conditions()))
                  .containsExactlyInAnyOrderElementsOf(conditions);
              assertThat(inWords(status.notices())).containsExactlyInAnyOrder(receipts);
            });
  }

  private static List<String> inShort(List<Condition> conditions) {
    return conditions.stream()
        .map(each -> each.getType() + "=" + each.getStatus() + " " + each.getReason())
        .toList();
  }

  private static List<String> inWords(List<NoticeStatus> receipts) {
    return Optional.ofNullable(receipts).orElse(List.of()).stream()
        .map(
            receipt ->
                receipt.notice() + receipt.to().stream().sorted().collect(joining(" ", " ", "")))
        .toList();
  }
}
