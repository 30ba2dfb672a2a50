package io.operatefirst.oncall.intake.github;

import io.operatefirst.oncall.access.github.Assignment;
import io.operatefirst.oncall.access.github.GitHubAccess.Connection;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.intake.github.Comments.Comment;
import io.operatefirst.oncall.logentry.Asked;
import io.operatefirst.oncall.logentry.Question;
import io.operatefirst.oncall.logentry.QuestionDesk;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueEvent;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHLabel;
import org.kohsuke.github.GHUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what an issue or a pull request tells, as it stands. It may be read again at any
 * time, and changes nothing then.
 *
 * @param rotation that listens there
 * @param gitHub to ask it by
 * @param since what is older is left alone
 */
record IssueReader(QuestionDesk desk, OnCallRotation rotation, Connection gitHub, Instant since) {

  /** By which a bot or a template hands an issue over. */
  static final String HAND_OVER = "bot/assign-to-oncall";

  private static final Logger LOG = LoggerFactory.getLogger(IssueReader.class);

  /**
   * Reads one.
   *
   * @return whether that is all of it; false where the log has no room for it, or does not say yet
   *     since when it is answered, and so not whether it was asked again
   */
  boolean read(String repository, GHIssue issue) throws IOException {
    String thread = repository + "#" + issue.getNumber();
    Optional<Asked> known = find(thread);
    if (known.filter(one -> one.resolved() && one.resolvedSince().isEmpty()).isPresent()) {
      return false;
    }
    boolean open = issue.getState() == GHIssueState.OPEN;
    Comments comments = Comments.since(issue, since, gitHub.login());
    if (open && !listen(thread, issue, known, comments)) {
      return false;
    }
    Optional<Asked> asked = find(thread).filter(one -> !one.resolved());
    if (asked.isPresent()) {
      acknowledge(thread, asked.get(), comments);
      if (!open) {
        close(thread, repository, issue);
      }
    }
    return true;
  }

  /** Whether what it asks, if it does, is in the log. */
  private boolean listen(String thread, GHIssue issue, Optional<Asked> known, Comments comments)
      throws IOException {
    Set<String> labels =
        issue.getLabels().stream().map(GHLabel::getName).collect(Collectors.toSet());
    boolean handedOver = labels.contains(HAND_OVER);
    List<Comment> commands = comments.commands();
    boolean requested = handedOver || !commands.isEmpty();
    boolean waits = known.filter(one -> !one.resolved()).isPresent();
    if (!waits && (requested || labels.stream().anyMatch(this::isQuestion))) {
      Optional<Instant> at = askedAt(issue, known, commands);
      if (at.isPresent() && !desk.take(rotation, question(thread, issue, at.get()))) {
        return false;
      }
    }
    if (requested && find(thread).filter(one -> !one.resolved()).isPresent()) {
      if (known.isPresent()) {
        assignAgain(issue);
      }
      // Marked only once it is in the log, so that nothing is lost in between.
      for (Comment command : commands) {
        Comments.mark(command);
      }
      if (handedOver) {
        issue.removeLabel(HAND_OVER);
      }
    }
    return true;
  }

  private boolean isQuestion(String label) {
    return rotation.getSpec().questions().github().labels().contains(label);
  }

  /** Empty where it was asked before anybody listened, or answered, and nobody has asked again. */
  Optional<Instant> askedAt(GHIssue issue, Optional<Asked> known, List<Comment> commands)
      throws IOException {
    Instant created = issue.getCreatedAt().toInstant();
    if (known.isEmpty() && !created.isBefore(since)) {
      return Optional.of(created);
    }
    Instant answered = known.flatMap(Asked::resolvedSince).orElse(since);
    List<Instant> asked = new ArrayList<>(commands.stream().map(Comment::at).toList());
    for (GHIssueEvent event : issue.listEvents()) {
      if (asks(event, known.isPresent())) {
        asked.add(event.getCreatedAt().toInstant());
      }
    }
    return asked.stream().filter(at -> !at.isBefore(answered)).max(Comparator.naturalOrder());
  }

  /**
   * A label that is given again to what was answered asks nothing, but for the one to hand over.
   */
  private boolean asks(GHIssueEvent event, boolean again) {
    String label = event.getLabel() == null ? "" : event.getLabel().getName();
    return "reopened".equals(event.getEvent())
        || ("labeled".equals(event.getEvent())
            && (label.equals(HAND_OVER) || (!again && isQuestion(label))));
  }

  static Question question(String thread, GHIssue issue, Instant at) throws IOException {
    String title = Optional.ofNullable(issue.getTitle()).orElse("");
    return new Question(
        Place.GITHUB,
        thread,
        at,
        issue.getUser() == null ? "ghost" : issue.getUser().getLogin(),
        Optional.of(title),
        title + "\n" + Optional.ofNullable(issue.getBody()).orElse(""),
        Optional.ofNullable(issue.getHtmlUrl()).map(String::valueOf));
  }

  /** A person asks for whoever is on call now: that is a later choice than the one before. */
  private void assignAgain(GHIssue issue) throws IOException {
    Optional<String> name =
        desk.whoIsOnCall(rotation).onCall().map(EngineerSpec::github).filter(one -> one != null);
    if (name.isPresent()
        && !isAssigned(issue.getAssignees(), name.get())
        && !Assignment.to(name.get(), issue, gitHub.api())) {
      // In the way of nothing else.
      LOG.warn("GitHub assigns nothing to {}: look at github under spec.engineers", name.get());
    }
  }

  private static boolean isAssigned(Collection<GHUser> assignees, String name) {
    return assignees.stream().map(GHUser::getLogin).anyMatch(name::equalsIgnoreCase);
  }

  private void acknowledge(String thread, Asked asked, Comments comments) {
    comments.all().stream()
        .filter(comment -> !comment.isCommand() && comment.at().isAfter(asked.askedAt()))
        .flatMap(comment -> engineer(comment.author()).stream())
        .findFirst()
        .ifPresent(name -> desk.acknowledge(rotation, Place.GITHUB, thread, name));
  }

  private void close(String thread, String repository, GHIssue issue) throws IOException {
    // Lists do not say by whom.
    GHUser closer =
        gitHub.api().getRepository(repository).getIssue(issue.getNumber()).getClosedBy();
    desk.resolve(
        rotation,
        Place.GITHUB,
        thread,
        Stream.ofNullable(closer).flatMap(who -> engineer(who.getLogin()).stream()).findFirst(),
        "Closed on GitHub" + (closer == null ? "" : " by " + closer.getLogin()));
  }

  private Optional<Asked> find(String thread) {
    return desk.find(rotation, Place.GITHUB, thread);
  }

  /** What the list calls them. */
  private Optional<String> engineer(String login) {
    return rotation.getSpec().engineers().stream()
        .filter(one -> login.equalsIgnoreCase(one.github()))
        .map(EngineerSpec::name)
        .findFirst();
  }
}
