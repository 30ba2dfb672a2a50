package io.operatefirst.oncall.logentry;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.operatefirst.oncall.api.FaqSpec;
import io.operatefirst.oncall.api.SourceSpec;
import java.util.List;

/**
 * What a rotation answers at once.
 *
 * @param known as its spec has it
 */
record Faq(List<FaqSpec> known) {

  /** What answers a question, each in a line; empty where nothing does. */
  List<String> answers(String question) {
    return known.stream()
        .filter(one -> isAsked(one, question))
        .map(one -> one.link() == null ? one.answer() : one.answer() + " " + one.link())
        .limit(SourceSpec.Question.ANSWERS)
        .toList();
  }

  private static boolean isAsked(FaqSpec one, String question) {
    try {
      return Pattern.compile(one.pattern(), Pattern.CASE_INSENSITIVE).matcher(question).find();
    } catch (PatternSyntaxException e) {
      // The condition Ready says what is wrong with it.
      return false;
    }
  }
}
