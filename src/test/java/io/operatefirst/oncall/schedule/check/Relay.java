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

  /**
   * From whoever has it, or from where that person stands: the newer agreement wins. Who gave it
   * away by the same swap has it back, and covers nobody.
   */
  void pass(Cover cover) {
    Optional<String> engineer = Optional.of(cover.engineer());
    int last = hands.size() - 1;
    int place = cover.whose().isEmpty() ? last : hands.lastIndexOf(cover.whose());
    if (place < 0 || hands.get(place).equals(engineer)) {
      return;
    }
    for (int hand = 0; hand < place; hand++) {
      if (hands.get(hand).equals(engineer)
          && passed.get(hand).override().equals(cover.override())) {
        cutAfter(hand);
        return;
      }
    }
    cutAfter(place);
    hands.add(engineer);
    passed.add(cover);
  }

  private void cutAfter(int hand) {
    hands.subList(hand + 1, hands.size()).clear();
    passed.subList(hand, passed.size()).clear();
  }

  Optional<String> holder() {
    return hands.get(hands.size() - 1);
  }

  List<Cover> passed() {
    return passed;
  }
}
