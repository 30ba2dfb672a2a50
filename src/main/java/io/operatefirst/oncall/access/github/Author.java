package io.operatefirst.oncall.access.github;

import java.util.Optional;
import org.kohsuke.github.GHIssueComment;

/** Who wrote a comment. */
public final class Author {

  private Author() {}

  /** Their login; empty where the account is gone. */
  // What is not deprecated asks GitHub for each; and neither can be asked whether there is anybody.
  @SuppressWarnings("deprecation")
  public static Optional<String> of(GHIssueComment comment) {
    try {
      return Optional.ofNullable(comment.getUserName());
    } catch (NullPointerException e) {
      // GitHub says "user": null then, which the library does not expect.
      return Optional.empty();
    }
  }
}
