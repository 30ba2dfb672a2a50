package io.operatefirst.oncall.intake.mail;

import io.operatefirst.oncall.logentry.Asked;
import io.operatefirst.oncall.logentry.Question;
import java.util.Optional;

/** The questions of one rotation, as its log has them. */
interface QuestionLog {

  /** The newest question of a conversation. */
  Optional<Asked> find(String thread);

  /**
   * Writes a question down.
   *
   * @return whether it is in the log; where there is no room for it, it is to be told again
   */
  boolean take(Question question);

  /**
   * Writes down that somebody looks after it.
   *
   * @param by their name on the list
   */
  void acknowledge(String thread, String by);
}
