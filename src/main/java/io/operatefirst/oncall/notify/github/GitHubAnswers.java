package io.operatefirst.oncall.notify.github;

import io.operatefirst.oncall.access.github.Assignment;
import io.operatefirst.oncall.access.github.Author;
import io.operatefirst.oncall.access.github.GitHubAccess;
import io.operatefirst.oncall.access.github.GitHubAccess.Connection;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notifier;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.status.Conditions;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHIssueEvent;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHIssueStateReason;
import org.kohsuke.github.GHUser;
import org.kohsuke.github.HttpException;

/**
 * On GitHub: a comment for who asked, and the assignment to whoever looks after it. Both are looked
 * for first, so that neither is there twice, and none comes back that a person has taken away.
 */
public final class GitHubAnswers implements Notifier {

  private static final int UNPROCESSABLE = 422;

  /** What GitHub answers where a thing is locked, archived, deleted or not to be changed so. */
  private static final Set<Integer> OF_ONE_ISSUE =
      Set.of(HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_GONE, UNPROCESSABLE);

  /** The issue or pull request that is a conversation. */
  private record IssueThread(String repository, int number) {

    private static final Pattern WRITTEN = Pattern.compile("([^/#]+/[^/#]+)#([0-9]{1,9})");

    /** Empty where a question names none. */
    static Optional<IssueThread> of(SourceSpec.Question question) {
      Matcher written = WRITTEN.matcher(question.thread());
      return written.matches()
          ? Optional.of(new IssueThread(written.group(1), Integer.parseInt(written.group(2))))
          : Optional.empty();
    }
  }

  private final GitHubAccess access;

  public GitHubAnswers(GitHubAccess access) {
    this.access = access;
  }

  @Override
  public String channel() {
    return "GitHubAnswers";
  }

  @Override
  public boolean reaches(Sender sender, Recipient recipient) {
    return recipient instanceof Recipient.Asker asker
        ? isListenedTo(sender, asker.question())
        : recipient instanceof Recipient.Assignee assignee
            && assignee.engineer().github() != null
            && isListenedTo(sender, assignee.question());
  }

  /**
   * Anybody may write an entry by hand, and name anything: what the token reaches is not theirs.
   */
  private static boolean isListenedTo(Sender sender, SourceSpec.Question question) {
    QuestionsSpec.GitHub settings = sender.questions().github();
    return settings != null
        && question.place() == Place.GITHUB
        && IssueThread.of(question)
            .map(IssueThread::repository)
            .filter(named -> settings.repositories().stream().anyMatch(named::equalsIgnoreCase))
            .isPresent();
  }

  @Override
  public Outcome deliver(Sender sender, Message message) {
    return message.to() instanceof Recipient.Assignee to
        ? at(sender, to.question(), (issue, gitHub) -> assign(issue, gitHub, to))
        : at(
            sender,
            ((Recipient.Asker) message.to()).question(),
            (issue, gitHub) -> answer(sender, issue, gitHub.login(), message));
  }

  /** What is done at an issue. */
  @FunctionalInterface
  private interface Work {

    Outcome at(GHIssue issue, Connection gitHub) throws IOException;
  }

  private Outcome at(Sender sender, SourceSpec.Question question, Work work) {
    IssueThread thread = IssueThread.of(question).orElseThrow();
    return access.with(
        sender.rotation().getNamespace().orElseThrow(),
        sender.questions().github(),
        thread.repository(),
        gitHub -> {
          try {
            return work.at(
                gitHub.api().getRepository(thread.repository()).getIssue(thread.number()), gitHub);
          } catch (GHFileNotFoundException e) {
            return new Outcome.Refused(
                Conditions.REFUSED,
                "GitHub shows no %s to the operator any more.".formatted(question.thread()));
          } catch (HttpException e) {
            if (OF_ONE_ISSUE.contains(e.getResponseCode())) {
              return new Outcome.Refused(
                  Conditions.REFUSED,
                  "GitHub lets the operator do nothing at %s (%d): it may be locked, deleted or archived. If it is none of that, look at the permissions in docs/questions-github.md."
                      .formatted(question.thread(), e.getResponseCode()));
            }
            throw e;
          }
        },
        failure -> new Outcome.Unavailable(failure.reason(), failure.message(), failure.pause()));
  }

  private static Outcome answer(Sender sender, GHIssue issue, String login, Message message)
      throws IOException {
    boolean over = ((Recipient.Asker) message.to()).answered();
    if (over && issue.getState() == GHIssueState.CLOSED) {
      // That it was closed is the answer.
      return new Outcome.Delivered();
    }
    String mark = "<!-- oncall:%s -->".formatted(message.id());
    if (!isThere(issue, login, mark)) {
      issue.comment(message.text().body() + "\n\n" + mark);
    }
    // Whether a pull request is of use is for its own reviewers to say.
    if (over && sender.questions().github().closeResolved() && !issue.isPullRequest()) {
      issue.close(GHIssueStateReason.COMPLETED);
    }
    return new Outcome.Delivered();
  }

  private static boolean isThere(GHIssue issue, String login, String mark) throws IOException {
    for (GHIssueComment comment : issue.queryComments().list()) {
      if (Author.of(comment).filter(login::equalsIgnoreCase).isPresent()
          && Objects.requireNonNullElse(comment.getBody(), "").contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** Once, and never against what a person has decided. */
  private static Outcome assign(GHIssue issue, Connection gitHub, Recipient.Assignee to)
      throws IOException {
    if (!issue.getAssignees().isEmpty() || wasAssigned(issue, to)) {
      return new Outcome.Delivered();
    }
    String name = to.engineer().github();
    Outcome refused =
        new Outcome.Refused(
            Conditions.REFUSED,
            "GitHub assigns nothing to %s. Look at github of %s under spec.engineers: who is assigned needs access to the repository."
                .formatted(name, to.engineer().name()));
    if (!Assignment.to(name, issue, gitHub.api())) {
      return refused;
    }
    // Who may not be assigned is left out without a word.
    return issue.getAssignees().stream().map(GHUser::getLogin).anyMatch(name::equalsIgnoreCase)
        ? new Outcome.Delivered()
        : refused;
  }

  /** By whomever: who was assigned since it was asked, and is not any more, is not to be. */
  private static boolean wasAssigned(GHIssue issue, Recipient.Assignee to) throws IOException {
    for (GHIssueEvent event : issue.listEvents()) {
      if ("assigned".equals(event.getEvent())
          && event.getAssignee() != null
          && to.engineer().github().equalsIgnoreCase(event.getAssignee().getLogin())
          && !event.getCreatedAt().toInstant().isBefore(to.askedAt())) {
        return true;
      }
    }
    return false;
  }
}
