package io.operatefirst.oncall.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is cut has whole characters. */
class ExcerptTest {

  private static final String EMOJI = "ab\ud83d\ude80cd";

  @Test
  void whatFitsIsAsItWas() {
    assertThat(Excerpt.of(EMOJI, 6)).isEqualTo(EMOJI);
    assertThat(Excerpt.beginning(EMOJI, 6)).isEqualTo(EMOJI);
    assertThat(Excerpt.of("", 1)).isEmpty();
  }

  @Test
  void noCharacterIsCutInHalf() {
    assertThat(Excerpt.of(EMOJI, 5)).isEqualTo("ab\ud83d\ude80…");
    assertThat(Excerpt.of(EMOJI, 4)).isEqualTo("ab…");
    assertThat(Excerpt.of(EMOJI, 3)).isEqualTo("ab…");
    assertThat(Excerpt.beginning(EMOJI, 4)).isEqualTo("ab\ud83d\ude80");
    assertThat(Excerpt.beginning(EMOJI, 3)).isEqualTo("ab");
    assertThat(Excerpt.beginning(EMOJI, 0)).isEmpty();
  }

  @Test
  void halfACharacterThatCameInIsReplaced() {
    assertThat(Excerpt.of("a\ud83d", 9)).isEqualTo("a?");
    assertThat(Excerpt.of("a\ude80\ud83db", 4)).isEqualTo("a??b");
    assertThat(Excerpt.beginning("\ud83d\ud83dab", 1)).isEqualTo("?");
  }
}
