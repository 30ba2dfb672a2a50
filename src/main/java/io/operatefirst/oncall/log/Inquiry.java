package io.operatefirst.oncall.log;

import java.util.List;

/**
 * That somebody waits for an answer.
 *
 * @param asker who asked, as the place where they did calls them
 * @param answers what is known to answer it already
 */
public record Inquiry(String asker, List<String> answers) {

  public Inquiry {
    answers = List.copyOf(answers);
  }
}
