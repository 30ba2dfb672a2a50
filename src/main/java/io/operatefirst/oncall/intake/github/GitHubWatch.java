package io.operatefirst.oncall.intake.github;

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
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueQueryBuilder;
import org.kohsuke.github.GHIssueState;

/** The repositories of one rotation: what of them was read already. Not for several threads. */
final class GitHubWatch {

  private static final int PAGE = 100;

  /** In one look at a repository; the next look goes on from there. */
  private static final int MOST = 500;

  /**
   * How far the issues of a repository are read: those changed until then, and which at just that.
   */
  private record Position(Instant changed, Map<Integer, Instant> read) {}

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
    Position last =
        positions.computeIfAbsent(repository, name -> new Position(since, new HashMap<>()));
    Instant from = last.changed().isBefore(since) ? since : last.changed();
    IssueReader reader = new IssueReader(desk, rotation, gitHub, since);
    int count = 0;
    for (GHIssue issue : changed(gitHub, repository, from)) {
      Instant at = issue.getUpdatedAt().toInstant();
      if (!at.equals(last.read().get(issue.getNumber()))) {
        reader.read(repository, issue);
        last = after(last, issue.getNumber(), at);
        positions.put(repository, last);
      }
      if (++count >= MOST) {
        return;
      }
    }
  }

  /** The longest unchanged first, so that what fails in the middle is gone on with from there. */
  private static Iterable<GHIssue> changed(Connection gitHub, String repository, Instant from)
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
        .list();
  }

  /** GitHub knows whole seconds: what else has changed in the same one may still come. */
  private static Position after(Position last, int number, Instant at) {
    Map<Integer, Instant> read = new HashMap<>(last.read());
    read.values().removeIf(before -> before.isBefore(at));
    read.put(number, at);
    return new Position(at, read);
  }
}
