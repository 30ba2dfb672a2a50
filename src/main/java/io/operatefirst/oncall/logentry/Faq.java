package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.FaqSpec;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.spec.Expression;
import io.operatefirst.oncall.text.Excerpt;
import java.util.List;

/**
 * What a rotation answers at once.
 *
 * @param known as its spec has it
 */
record Faq(List<FaqSpec> known) {

  /** What stands further down is no question any more, but a log; and it would take its time. */
  private static final int READ = 10_000;

  /** What answers a question, each in a line; empty where nothing does. */
  List<String> answers(String question) {
    String read = Excerpt.of(question, READ);
    return known.stream()
        .filter(one -> isAsked(one, read))
        .map(one -> one.link() == null ? one.answer() : one.answer() + " " + one.link())
        .limit(SourceSpec.Question.ANSWERS)
        .toList();
  }

  private static boolean isAsked(FaqSpec one, String question) {
    try {
      return Expression.ignoringCase(one.pattern()).isFoundIn(question);
    } catch (IllegalArgumentException e) {
      // The condition Ready says what is wrong with it.
      return false;
    }
  }
}
