package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The order of a shuffled cycle, which anybody can recompute and somebody who joins leaves alone.
 */
class ShuffleTest {

  /** {@code printf '%s' '42/1/alice' | sha256sum}, and so on. */
  private static final Map<String, String> FIRST_CYCLE =
      Map.of(
          "alice", "a363dfc9cb650fcedad548c843a807ab375784b1354624b18ac1df027669a380",
          "bob", "c31e06754884814d13a48c094fc30d12fad7959a7a9b3a67db410b54b3d8b8fb",
          "carol", "aeb252aa6d12dc7ad80bf4ede328a8350dc9f93b6a6f73b080a20523c43f1d2f",
          "dave", "c2803d2cfadcf5635ef3278f07de2e124dfaadcd5552f90c460b98da7ae89541");

  private static final Map<String, String> SECOND_CYCLE =
      Map.of(
          "alice", "13c715db2c5da59b89a8df9b5401f95b3dfbc641c64347125402c68dc78357a7",
          "bob", "c7ac8d946046322c3537e689c9c189083e98b98d4bce9aaabdd433474a009a35",
          "carol", "b2f1fb14891c2d1ecdb91ab29bd1f1c3a88791db2b5b0b5f84a603445f788331",
          "dave", "0a046827c08a2df0f585de0ff2b2c90ce6c370a72179caecfb963873cb0e3133");

  private final Draft draft = Draft.daily("alice", "bob", "carol", "dave").shuffle("42");
  private final Operation operation = new Operation(draft);

  @Test
  void theFirstCycleIsInTheOrderOfTheHashes() {
    operation.look("2024-05-06T09:00");

    assertThat(operation.listed()).isEqualTo(sorted(FIRST_CYCLE));
    assertThat(operation.listed()).containsExactly("alice", "carol", "dave", "bob");
    assertThat(operation.state().cycle().seed()).contains("42");
  }

  @Test
  void theNextCycleHasAnOrderOfItsOwn() {
    operation.look("2024-05-06T09:00").look("2024-05-10T09:00");

    assertThat(operation.state().cycle().number()).isEqualTo(2);
    assertThat(operation.listed()).isEqualTo(sorted(SECOND_CYCLE));
    assertThat(operation.listed()).containsExactly("dave", "alice", "carol", "bob");
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void theOrderOfTheSpecDoesNotMatter() {
    Draft otherwise = Draft.daily("dave", "carol", "bob", "alice").shuffle("42");

    assertThat(new Operation(otherwise).look("2024-05-06T09:00").listed())
        .isEqualTo(operation.look("2024-05-06T09:00").listed());
  }

  @Test
  void whoJoinsChangesNobodysOrderRelativeToTheOthers() {
    Order order = new Order(Order.AtEndOfList.SHUFFLE, "42", 1, Set.of());
    List<String> team = List.of("alice", "bob", "carol", "dave");
    List<String> withErin = List.of("alice", "bob", "carol", "dave", "erin");

    for (int cycle = 1; cycle <= 100; cycle++) {
      assertThat(order.of(cycle, withErin))
          .filteredOn(team::contains)
          .isEqualTo(order.of(cycle, team));
    }
  }

  @Test
  void anotherSeedCountsFromTheNextCycle() {
    operation.look("2024-05-06T09:00");
    draft.shuffle("43");

    operation.look("2024-05-07T09:00");
    assertThat(operation.listed()).containsExactly("alice", "carol", "dave", "bob");
    assertThat(operation.state().cycle().seed()).contains("42");

    operation.look("2024-05-10T09:00");
    assertThat(operation.state().cycle().seed()).contains("43");
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void repeatKeepsTheOrderAsItIsWritten() {
    draft.repeat();

    operation.look("2024-05-06T09:00").look("2024-05-10T09:00");

    assertThat(operation.state().cycle()).isEqualTo(new Cycle(2, Optional.empty()));
    assertThat(operation.listed()).containsExactly("alice", "bob", "carol", "dave");
  }

  private static List<String> sorted(Map<String, String> hashes) {
    return hashes.keySet().stream().sorted(Comparator.comparing(hashes::get)).toList();
  }
}
