package io.operatefirst.oncall.access.github;

import java.util.Optional;
import org.kohsuke.github.GHIssueComment;

/** Who wrote a comment. */
public final class Author {

  private Author() {}

  /** Their login; empty where the account is gone. What is not deprecated asks GitHub for each. */
  @SuppressWarnings("deprecation")
  public static Optional<String> of(GHIssueComment comment) {
    return Optional.ofNullable(comment.getUserName());
  }
}
