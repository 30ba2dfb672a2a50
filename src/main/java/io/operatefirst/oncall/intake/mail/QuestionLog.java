package io.operatefirst.oncall.intake.mail;

import io.operatefirst.oncall.logentry.Asked;
import io.operatefirst.oncall.logentry.Question;
import java.util.Optional;

/** The questions of one rotation, as its log has them. */
interface QuestionLog {

  /** The newest question of a conversation. */
  Optional<Asked> find(String thread);

  void take(Question question);

  /**
   * Writes down that somebody looks after it.
   *
   * @param by their name on the list
   */
  void acknowledge(String thread, String by);
}
