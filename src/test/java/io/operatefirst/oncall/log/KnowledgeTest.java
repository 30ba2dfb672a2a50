package io.operatefirst.oncall.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.log.Knowledge.Holder;
import io.operatefirst.oncall.log.Knowledge.Resolution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who knows what is told from who has resolved what. */
class KnowledgeTest {

  @Test
  void whoResolvesAloneIsToldApartFromWhoIsHelped() {
    assertThat(
            Knowledge.of(
                List.of(
                    alone("CrashLoop", "alice"),
                    helped("CrashLoop", "alice"),
                    alone("CrashLoop", "alice"),
                    helped("CrashLoop", "bob"))))
        .containsExactly(
            new Knowledge(
                "CrashLoop", 4, List.of(new Holder("alice", 2, 1), new Holder("bob", 0, 1))));
  }

  @Test
  void theMostFrequentComesFirstAndThenTheNameCounts() {
    List<Resolution> log =
        List.of(
            alone("Rare", "alice"),
            alone("Disk", "carol"),
            alone("Disk", "bob"),
            helped("Cert", "dave"),
            alone("Cert", "alice"),
            helped("Cert", "dave"),
            alone("Also", "alice"));

    List<Knowledge> knowledge = Knowledge.of(log);

    assertThat(knowledge)
        .extracting(Knowledge::problem)
        .containsExactly("Cert", "Disk", "Also", "Rare");
    assertThat(knowledge.get(0).by()).extracting(Holder::engineer).containsExactly("dave", "alice");
    assertThat(knowledge.get(1).by()).extracting(Holder::engineer).containsExactly("bob", "carol");
  }

  @Test
  void theOrderOfTheLogDoesNotCount() {
    List<Resolution> log =
        new ArrayList<>(
            IntStream.range(0, 60)
                .mapToObj(i -> new Resolution("problem-" + i % 7, "name-" + i % 5, i % 3 == 0))
                .toList());
    List<Knowledge> before = Knowledge.of(log);

    Collections.reverse(log);

    assertThat(Knowledge.of(log)).isEqualTo(before);
  }

  @Test
  void kindsAndPeopleAreBoundedAndTheCountIsNot() {
    List<Knowledge> knowledge =
        Knowledge.of(
            Stream.concat(
                    IntStream.range(0, 30).mapToObj(i -> alone("Frequent", "name-" + (10 + i))),
                    IntStream.range(0, 30).mapToObj(i -> alone("problem-" + (10 + i), "alice")))
                .toList());

    assertThat(knowledge).hasSize(20);
    assertThat(knowledge.get(0).problem()).isEqualTo("Frequent");
    assertThat(knowledge.get(0).resolved()).isEqualTo(30);
    assertThat(knowledge.get(0).by()).hasSize(20);
    assertThat(knowledge.get(19).problem()).isEqualTo("problem-28");
  }

  private static Resolution alone(String problem, String engineer) {
    return new Resolution(problem, engineer, false);
  }

  private static Resolution helped(String problem, String engineer) {
    return new Resolution(problem, engineer, true);
  }
}
