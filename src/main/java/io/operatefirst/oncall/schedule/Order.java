package io.operatefirst.oncall.schedule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The order in which turns are taken.
 *
 * @param atEndOfList what happens when the list has been worked through
 * @param seed of the shuffle, so that anybody can recompute it
 * @param minimumRest how many other shifts lie between two of one person
 * @param done who has had their turn when the first cycle begins: for adopting an existing list
 */
public record Order(AtEndOfList atEndOfList, String seed, int minimumRest, Set<String> done) {

  /** What happens at the end of the list. */
  public enum AtEndOfList {
    /** The next cycle has an order of its own. */
    SHUFFLE,
    /** The next cycle has the order as it is written. */
    REPEAT
  }

  public Order {
    done = Set.copyOf(done);
  }

  /** The order of a cycle: shuffled by SHA-256 of seed, cycle and name, or as written. */
  List<String> of(int cycle, List<String> names) {
    return switch (atEndOfList) {
      case REPEAT -> names;
      case SHUFFLE ->
          names.stream()
              .map(name -> Map.entry(sha256(seed + "/" + cycle + "/" + name), name))
              .sorted(Map.Entry.comparingByKey())
              .map(Map.Entry::getValue)
              .toList();
    };
  }

  /** The seed that the order of a cycle depends on, if it does. */
  Optional<String> seedOfCycle() {
    return atEndOfList == AtEndOfList.SHUFFLE ? Optional.of(seed) : Optional.empty();
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
