package io.operatefirst.oncall.intake.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is read of each mail: its headers, as far as they matter.
 *
 * @param uid its number in the folder
 * @param received when the server took it
 * @param id its Message-ID, or where it has none a digest that stays the same
 * @param parents what it answers: the Message-IDs of what came before in the conversation, the
 *     first one first; empty where it answers nothing
 * @param author the address that it is from; empty where it says none
 * @param asker the address that answers go to
 * @param subject as people read it
 * @param link where it can be read on the web
 * @param content how its text is written
 */
record Mail(
    long uid,
    Instant received,
    String id,
    List<String> parents,
    Optional<String> author,
    Optional<String> asker,
    String subject,
    Optional<String> link,
    Content content) {

  /**
   * How the text of a mail is written.
   *
   * @param type its Content-Type, as it has it
   * @param encoding its Content-Transfer-Encoding, as it has it
   */
  record Content(Optional<String> type, Optional<String> encoding) {}

  Mail {
    parents = List.copyOf(parents);
  }

  /** Whether it begins a conversation. */
  boolean isFirst() {
    return parents.isEmpty();
  }

  /** Nothing of it is for logs. */
  @Override
  public String toString() {
    return "mail " + uid;
  }
}
