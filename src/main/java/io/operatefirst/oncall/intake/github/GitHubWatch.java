package io.operatefirst.oncall.intake.github;

import static java.util.stream.Collectors.toSet;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.access.github.GitHubAccess;
import io.operatefirst.oncall.access.github.GitHubAccess.Connection;
import io.operatefirst.oncall.access.github.GitHubAccess.Failure;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.logentry.QuestionDesk;
import io.operatefirst.oncall.status.Conditions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueQueryBuilder;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHLabel;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.PagedIterator;

/** The repositories of one rotation: what of them was read already. Not for several threads. */
final class GitHubWatch {

  private static final int PAGE = 100;

  /** In one look at a repository; the next look goes on from there. */
  private static final int MOST = 2000;

  /** How far the issues of a repository are read: those changed until then, and which after. */
  private record Position(Instant changed, Map<Integer, State> read) {}

  /** By which one is known to be read: GitHub's time has whole seconds only. */
  private record State(
      Instant updated, GHIssueState state, int comments, Set<String> labels, int assignees) {

    static State of(GHIssue issue) throws IOException {
      return new State(
          issue.getUpdatedAt().toInstant(),
          issue.getState(),
          issue.getCommentsCount(),
          issue.getLabels().stream().map(GHLabel::getName).collect(toSet()),
          issue.getAssignees().size());
    }
  }

  private final GitHubAccess access;
  private final QuestionDesk desk;
  private final Map<String, Position> positions = new HashMap<>();

  GitHubWatch(GitHubAccess access, QuestionDesk desk) {
    this.access = access;
    this.desk = desk;
  }

  /**
   * What a look has come to.
   *
   * @param condition that says how it stands
   * @param pause for how long GitHub asks to be left alone
   */
  record Look(Condition condition, Duration pause) {

    boolean failed() {
      return condition.getStatus().equals("False");
    }
  }

  /**
   * Reads what is new.
   *
   * @param since what is older is left alone
   */
  Look look(OnCallRotation rotation, Instant since) {
    QuestionsSpec.GitHub settings = rotation.getSpec().questions().github();
    List<Failure> failures = new ArrayList<>();
    for (String repository : settings.repositories()) {
      Optional<Failure> failure =
          access.with(
              rotation.getMetadata().getNamespace(),
              settings,
              repository,
              gitHub -> {
                read(rotation, repository, gitHub, since);
                return Optional.empty();
              },
              Optional::of);
      failure.ifPresent(failures::add);
      if (failure.filter(one -> !one.reason().equals(Conditions.NOT_ALLOWED)).isPresent()) {
        // What is wrong with all of it is wrong with the others.
        break;
      }
    }
    return failures.stream()
        .findFirst()
        .map(
            first ->
                new Look(
                    Conditions.no(Conditions.GITHUB_WATCHED, first.reason(), first.message()),
                    failures.get(failures.size() - 1).pause()))
        .orElseGet(
            () ->
                new Look(
                    Conditions.yes(
                        Conditions.GITHUB_WATCHED,
                        Conditions.CONNECTED,
                        "Issues and pull requests are watched in: "
                            + String.join(", ", settings.repositories())
                            + "."),
                    Duration.ZERO));
  }

  private void read(OnCallRotation rotation, String repository, Connection gitHub, Instant since)
      throws IOException {
    Position last = positions.getOrDefault(repository, new Position(since, Map.of()));
    // To the hour, so that a quiet repository is asked the same again and again.
    Instant from =
        last.changed().isBefore(since) ? since.truncatedTo(ChronoUnit.HOURS) : last.changed();
    IssueReader reader = new IssueReader(desk, rotation, gitHub, since);
    Map<Integer, State> read = new HashMap<>(last.read());
    Optional<IOException> failure = Optional.empty();
    Instant changed = from;
    boolean first = true;
    boolean waits = false;
    PagedIterator<GHIssue> pages = changed(gitHub, repository, from);
    for (int count = 0; count < MOST && pages.hasNext(); ) {
      for (GHIssue issue : pages.nextPage()) {
        count++;
        State state = State.of(issue);
        if (!state.equals(read.get(issue.getNumber()))) {
          try {
            if (reader.read(repository, issue)) {
              read.put(issue.getNumber(), state);
            } else {
              // It is found again only from before it on, however much is changed after it.
              waits = true;
            }
          } catch (HttpException | GHFileNotFoundException e) {
            // Such as one that is locked: it is read again, and keeps no other waiting.
            failure = failure.or(() -> Optional.of(e));
          }
        }
        changed = first && !waits && failure.isEmpty() ? state.updated() : changed;
      }
      // What changes meanwhile moves from page to page, past the reader: the next look begins
      // there.
      first = false;
    }
    Instant done = changed;
    read.values().removeIf(state -> state.updated().isBefore(done));
    positions.put(repository, new Position(done, read));
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** The longest unchanged first, so that what fails in the middle is gone on with from there. */
  private static PagedIterator<GHIssue> changed(Connection gitHub, String repository, Instant from)
      throws IOException {
    return gitHub
        .api()
        .getRepository(repository)
        .queryIssues()
        .state(GHIssueState.ALL)
        .sort(GHIssueQueryBuilder.Sort.UPDATED)
        .direction(GHDirection.ASC)
        .since(Date.from(from))
        .pageSize(PAGE)
        .list()
        .iterator();
  }
}
