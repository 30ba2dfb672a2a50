package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a handover has committed cannot be changed by whoever handed it over. */
class RotationStateTest {

  private final Set<String> carried = new LinkedHashSet<>(List.of("dave", "alice", "carol", "bob"));
  private final Map<String, Turns> turns = new LinkedHashMap<>();
  private final RotationState state;

  RotationStateTest() {
    carried.forEach(name -> turns.put(name, Turns.NONE));
    state =
        new RotationState(
            new Cycle(1, Optional.empty()),
            carried.stream().map(Box::unchecked).toList(),
            carried,
            Set.of(),
            turns,
            List.of(),
            Optional.empty());
  }

  @Test
  void whatItWasMadeOfMayChange() {
    carried.clear();
    turns.clear();

    assertThat(state.carried()).containsExactly("dave", "alice", "carol", "bob");
    assertThat(state.turns()).containsOnlyKeys("dave", "alice", "carol", "bob");
  }

  @Test
  void itKeepsTheOrderInWhichItIsWritten() {
    assertThat(List.copyOf(state.carried())).containsExactly("dave", "alice", "carol", "bob");
    assertThat(List.copyOf(state.turns().keySet()))
        .containsExactly("dave", "alice", "carol", "bob");
  }

  @Test
  void itDoesNotChange() {
    assertThatThrownBy(() -> state.carried().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> state.turns().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
