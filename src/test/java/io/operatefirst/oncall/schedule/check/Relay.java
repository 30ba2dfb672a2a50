package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Cover;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way of the duty at one instant: from the engineer of the shift on, from hand to hand. */
final class Relay {

  private final List<Optional<String>> hands = new ArrayList<>();
  private final List<Cover> passed = new ArrayList<>();

  Relay(Optional<String> scheduled) {
    hands.add(scheduled);
  }

  /** From whoever has it, or from where that person stands: the newer agreement wins. */
  void pass(Cover cover) {
    Optional<String> engineer = Optional.of(cover.engineer());
    int last = hands.size() - 1;
    int place = cover.whose().isEmpty() ? last : hands.lastIndexOf(cover.whose());
    if (place < 0 || hands.get(place).equals(engineer)) {
      return;
    }
    hands.subList(place + 1, hands.size()).clear();
    passed.subList(place, passed.size()).clear();
    hands.add(engineer);
    passed.add(cover);
  }

  Optional<String> holder() {
    return hands.get(hands.size() - 1);
  }

  List<Cover> passed() {
    return passed;
  }
}
