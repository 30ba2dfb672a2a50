package io.operatefirst.oncall.intake.github;

import io.operatefirst.oncall.access.github.Author;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHReaction;
import org.kohsuke.github.ReactionContent;

/**
 * What people have written under an issue since a time, the first first.
 *
 * @param all none of a bot, nor of the operator
 * @param login what GitHub calls the operator
 */
record Comments(List<Comment> all, String login) {

  /** By which anybody hands an issue over; at the beginning of a line. */
  static final String COMMAND = "/assign-to-oncall";

  /**
   * One of them.
   *
   * @param author who wrote it
   * @param at when
   */
  record Comment(GHIssueComment itself, String author, Instant at) {

    boolean isCommand() {
      return Objects.requireNonNullElse(itself.getBody(), "")
          .lines()
          .map(line -> line.strip().toLowerCase(Locale.ROOT))
          .anyMatch(line -> line.equals(COMMAND) || line.startsWith(COMMAND + " "));
    }
  }

  static Comments since(GHIssue issue, Instant since, String login) throws IOException {
    if (issue.getCommentsCount() == 0) {
      return new Comments(List.of(), login);
    }
    List<Comment> found = new ArrayList<>();
    for (GHIssueComment comment : issue.queryComments().since(Date.from(since)).list()) {
      String author = Author.of(comment).orElse("ghost");
      Instant at = comment.getCreatedAt().toInstant();
      boolean person = !author.endsWith("[bot]") && !author.equalsIgnoreCase(login);
      // "since" goes by the last change: who mends a word of an old one asks for nothing.
      if (person && !at.isBefore(since)) {
        found.add(new Comment(comment, author, at));
      }
    }
    return new Comments(found, login);
  }

  /** The commands that nobody has followed yet, as far as the operator has put its mark on them. */
  List<Comment> commands() throws IOException {
    List<Comment> open = new ArrayList<>();
    for (Comment comment : all) {
      if (comment.isCommand() && !isMarked(comment)) {
        open.add(comment);
      }
    }
    return open;
  }

  private boolean isMarked(Comment comment) throws IOException {
    for (GHReaction reaction : comment.itself().listReactions()) {
      if (reaction.getContent() == ReactionContent.EYES
          && reaction.getUser() != null
          && login.equalsIgnoreCase(reaction.getUser().getLogin())) {
        return true;
      }
    }
    return false;
  }

  /** Whoever wrote it sees that it is done; and it is not done again. */
  static void mark(Comment command) throws IOException {
    command.itself().createReaction(ReactionContent.EYES);
  }
}
