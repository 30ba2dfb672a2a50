package io.operatefirst.oncall.intake.slack;

import io.operatefirst.oncall.access.Secrets;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.status.Conditions;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The two tokens of a rotation's app, as they are in its Secrets now. */
record Tokens(Secrets secrets, String namespace, QuestionsSpec.Slack settings) {

  private static final String BOT = "spec.questions.slack.tokenSecret";
  private static final String APP = "spec.questions.slack.appTokenSecret";

  /** Both. */
  record Pair(String bot, String app) {

    /** Nothing of them. */
    @Override
    public String toString() {
      return "tokens";
    }
  }

  /**
   * Does something with them; where they cannot be had, says what a person can do.
   *
   * @param unavailable is given the reason of a condition and its message
   */
  <T> T with(Function<Pair, T> use, BiFunction<String, String, T> unavailable) {
    return secrets.with(
        namespace,
        settings.tokenSecret(),
        BOT,
        bot ->
            secrets.with(
                namespace,
                settings.appTokenSecret(),
                APP,
                app ->
                    isToken(bot) && isToken(app)
                        ? use.apply(new Pair(bot, app))
                        : unavailable.apply(
                            Conditions.SECRET_INVALID,
                            "What %s refers to is no token: it has white space or other characters in it."
                                .formatted(isToken(bot) ? APP : BOT)),
                unavailable),
        unavailable);
  }

  private static boolean isToken(String text) {
    return text.matches("[\\x21-\\x7e]+");
  }
}
