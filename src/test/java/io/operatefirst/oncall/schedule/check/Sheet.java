package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Box;
import io.operatefirst.oncall.schedule.RotationState;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The list with its checkboxes on a sheet of paper, as it must look just before a shift is given
 * away.
 *
 * @param boxes name by name in the order of the cycle: whether the box is checked
 * @param carried who has a box of an earlier cycle
 * @param ahead whose box of the next cycle is checked already
 */
record Sheet(Map<String, Boolean> boxes, Set<String> carried, Set<String> ahead) {

  static Sheet recordedIn(RotationState state) {
    Map<String, Boolean> boxes = new LinkedHashMap<>();
    for (Box box : state.order()) {
      boxes.put(box.engineer(), box.done());
    }
    return new Sheet(boxes, Set.copyOf(state.carried()), Set.copyOf(state.ahead()));
  }

  /** The sheet on which a rotation starts. */
  static Sheet first(Spec spec) {
    Map<String, Boolean> boxes = new LinkedHashMap<>();
    order(spec, 1).forEach(name -> boxes.put(name, spec.done().contains(name)));
    return new Sheet(boxes, Set.of(), Set.of());
  }

  /** The order of a cycle, as sha256sum and sort would print it. */
  static List<String> order(Spec spec, int cycle) {
    if (!spec.shuffle()) {
      return spec.names();
    }
    Map<String, String> byHash = new TreeMap<>();
    spec.names().forEach(name -> byHash.put(sha256(spec.seed() + "/" + cycle + "/" + name), name));
    return List.copyOf(byHash.values());
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "%064x".formatted(new BigInteger(1, hash));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** A shift came to its end. */
  Sheet served(String name) {
    Map<String, Boolean> after = new LinkedHashMap<>(boxes);
    Set<String> stillCarried = new LinkedHashSet<>(carried);
    if (!stillCarried.remove(name)) {
      after.put(name, true);
    }
    return new Sheet(after, stillCarried, ahead);
  }

  /** Somebody did the shift of somebody else for a turn: empty where they have no box left. */
  Optional<Sheet> earned(String name) {
    if (carried.contains(name) || !boxes.get(name)) {
      return Optional.of(served(name));
    }
    if (ahead.contains(name)) {
      return Optional.empty();
    }
    Set<String> further = new LinkedHashSet<>(ahead);
    further.add(name);
    return Optional.of(new Sheet(boxes, carried, further));
  }

  /** Who joined is written below; who returns has their boxes again. */
  Sheet withJoiners(Spec spec, Map<String, Left> left) {
    Map<String, Boolean> after = new LinkedHashMap<>(boxes);
    Set<String> carrying = new LinkedHashSet<>(carried);
    for (String name : spec.names()) {
      if (!boxes.containsKey(name)) {
        Left returning = left.getOrDefault(name, new Left(false, false));
        after.put(name, returning.checked());
        if (returning.carried()) {
          carrying.add(name);
        }
      }
    }
    return new Sheet(after, carrying, ahead);
  }

  /** Who left is struck out. */
  Sheet withoutLeavers(Spec spec) {
    Map<String, Boolean> after = new LinkedHashMap<>(boxes);
    Set<String> stillCarried = new LinkedHashSet<>(carried);
    Set<String> stillAhead = new LinkedHashSet<>(ahead);
    after.keySet().removeIf(name -> !spec.lists(name));
    stillCarried.removeIf(name -> !spec.lists(name));
    stillAhead.removeIf(name -> !spec.lists(name));
    return new Sheet(after, stillCarried, stillAhead);
  }

  /** A fresh sheet: who was there and was not served takes one box along. */
  Sheet next(Spec spec, int cycle, Set<String> present) {
    Map<String, Boolean> fresh = new LinkedHashMap<>();
    order(spec, cycle).forEach(name -> fresh.put(name, ahead.contains(name)));
    Set<String> takenAlong = new LinkedHashSet<>(carried);
    unchecked().stream().filter(present::contains).forEach(takenAlong::add);
    return new Sheet(fresh, takenAlong, Set.of());
  }

  List<String> unchecked() {
    return boxes.keySet().stream().filter(name -> !boxes.get(name)).toList();
  }

  /** Whose turn it may be: carried boxes come before the list. */
  List<String> open() {
    List<String> open = new ArrayList<>(boxes.keySet());
    open.removeIf(name -> !carried.contains(name));
    unchecked().stream().filter(name -> !open.contains(name)).forEach(open::add);
    return open;
  }

  /**
   * Somebody who left during the cycle.
   *
   * @param checked their box
   * @param carried whether they had another one of an earlier cycle
   */
  record Left(boolean checked, boolean carried) {}
}
