package io.operatefirst.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import io.operatefirst.oncall.GitHubServer.Answer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A repository on {@link GitHubServer}: its issues, and what people and bots do there. */
public final class GitHubRepository {

  /** Who may be assigned: whoever has access. */
  private final Set<String> members;

  private final String name;
  private final Clock clock;
  private final Map<Integer, Issue> issues = new TreeMap<>();
  private long ids = 1000;

  /**
   * An empty one.
   *
   * @param name such as {@code operate-first/apps}
   */
  public GitHubRepository(String name, Clock clock, String... members) {
    this.name = name;
    this.clock = clock;
    this.members = Set.of(members);
  }

  /** A comment, and who has put eyes on it. */
  public record Comment(long id, String author, String body, Instant at, Set<String> eyes) {}

  /** What has happened to an issue. */
  private record Event(String what, String actor, String about, Instant at) {}

  /** An issue or a pull request, as it is now. */
  public static final class Issue {

    private final int number;
    private final String author;
    private final String title;
    private final String body;
    private final boolean pullRequest;
    private final Instant created;
    private Instant updated;
    private String closedBy;
    private final Set<String> labels = new LinkedHashSet<>();
    private final Set<String> assignees = new LinkedHashSet<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    private Issue(
        int number, String author, String title, String body, boolean pullRequest, Instant now) {
      this.number = number;
      this.author = author;
      this.title = title;
      this.body = body;
      this.pullRequest = pullRequest;
      this.created = now;
      this.updated = now;
    }

    public int number() {
      return number;
    }

    public boolean isClosed() {
      return closedBy != null;
    }

    public Set<String> labels() {
      return Set.copyOf(labels);
    }

    public Set<String> assignees() {
      return Set.copyOf(assignees);
    }

    public List<Comment> comments() {
      return List.copyOf(comments);
    }

    /** What the operator has said. */
    public List<String> said() {
      return comments.stream()
          .filter(comment -> comment.author().equals(GitHubServer.LOGIN))
          .map(Comment::body)
          .toList();
    }
  }

  /** As it was made. */
  synchronized void clear() {
    issues.clear();
  }

  /** Somebody opens an issue. */
  public synchronized Issue open(String author, String title, String body, String... labels) {
    return open(author, title, body, false, labels);
  }

  /** Somebody opens a pull request. */
  public synchronized Issue pull(String author, String title, String... labels) {
    return open(author, title, "", true, labels);
  }

  private Issue open(
      String author, String title, String body, boolean pullRequest, String... labels) {
    Issue issue = new Issue((int) ids++, author, title, body, pullRequest, now());
    issues.put(issue.number, issue);
    Stream.of(labels).forEach(label -> label(issue, author, label));
    return issue;
  }

  public synchronized void label(Issue issue, String actor, String label) {
    issue.labels.add(label);
    happened(issue, "labeled", actor, label);
  }

  public synchronized void comment(Issue issue, String author, String body) {
    issue.comments.add(new Comment(ids++, author, body, now(), new LinkedHashSet<>()));
    issue.updated = now();
  }

  public synchronized void assign(Issue issue, String actor, String login) {
    issue.assignees.add(login);
    happened(issue, "assigned", actor, login);
  }

  public synchronized void unassign(Issue issue, String actor, String login) {
    issue.assignees.remove(login);
    happened(issue, "unassigned", actor, login);
  }

  public synchronized void close(Issue issue, String actor) {
    issue.closedBy = actor;
    happened(issue, "closed", actor, null);
  }

  public synchronized void reopen(Issue issue, String actor) {
    issue.closedBy = null;
    happened(issue, "reopened", actor, null);
  }

  private void happened(Issue issue, String what, String actor, String about) {
    issue.events.add(new Event(what, actor, about, now()));
    issue.updated = now();
  }

  String path() {
    return "/repos/" + name;
  }

  /** As it is written there: GitHub does not mind upper and lower case. */
  Optional<String> member(String login) {
    return members.stream().filter(login::equalsIgnoreCase).findFirst();
  }

  synchronized Answer answer(
      String method, String path, Map<String, String> query, JsonNode body, String login) {
    String[] parts = path.split("/");
    if (path.isEmpty()) {
      return Answer.ok(
          Map.of(
              "id",
              1,
              "name",
              name.substring(name.indexOf('/') + 1),
              "full_name",
              name,
              "owner",
              user(name.substring(0, name.indexOf('/')))));
    }
    if (path.equals("/issues")) {
      Instant since = Instant.parse(query.getOrDefault("since", "2000-01-01T00:00:00Z"));
      return Answer.ok(
          issues.values().stream()
              .filter(issue -> !issue.updated.isBefore(since))
              .sorted(
                  Comparator.comparing((Issue issue) -> issue.updated).thenComparing(Issue::number))
              .map(issue -> json(issue, false))
              .toList());
    }
    if (parts[2].equals("comments")) {
      return reactions(method, Long.parseLong(parts[3]), login);
    }
    Issue issue = issues.get(Integer.parseInt(parts[2]));
    if (issue == null) {
      return Answer.notFound();
    }
    return parts.length == 3
        ? itself(method, issue, body, login)
        : part(method, issue, parts, query, body, login);
  }

  private Answer itself(String method, Issue issue, JsonNode body, String login) {
    if (method.equals("PATCH") && body.path("state").asText().equals("closed")) {
      close(issue, login);
    }
    return Answer.ok(json(issue, true));
  }

  private Answer part(
      String method,
      Issue issue,
      String[] parts,
      Map<String, String> query,
      JsonNode body,
      String login) {
    return switch (method + " " + parts[3]) {
      case "GET comments" -> {
        Instant since = Instant.parse(query.getOrDefault("since", "2000-01-01T00:00:00Z"));
        yield Answer.ok(
            issue.comments.stream()
                .filter(comment -> !comment.at().isBefore(since))
                .map(this::json)
                .toList());
      }
      case "POST comments" -> {
        comment(issue, login, body.path("body").asText());
        yield new Answer(201, json(issue.comments.get(issue.comments.size() - 1)));
      }
      case "GET events" -> Answer.ok(issue.events.stream().map(GitHubRepository::json).toList());
      case "POST assignees" -> {
        // Who has no access is left out without a word.
        body.path("assignees")
            .forEach(who -> member(who.asText()).ifPresent(member -> assign(issue, login, member)));
        yield new Answer(201, json(issue, false));
      }
      case "DELETE labels" -> {
        String label = String.join("/", List.of(parts).subList(4, parts.length));
        issue.labels.remove(label);
        happened(issue, "unlabeled", login, label);
        yield Answer.ok(issue.labels.stream().map(GitHubRepository::label).toList());
      }
      default -> Answer.notFound();
    };
  }

  private Answer reactions(String method, long id, String login) {
    Comment comment =
        issues.values().stream()
            .flatMap(issue -> issue.comments.stream())
            .filter(one -> one.id() == id)
            .findFirst()
            .orElseThrow();
    if (method.equals("POST")) {
      comment.eyes().add(login);
      return new Answer(201, reaction(login));
    }
    return Answer.ok(comment.eyes().stream().map(GitHubRepository::reaction).toList());
  }

  private Map<String, Object> json(Issue issue, boolean alone) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", issue.number);
    json.put("number", issue.number);
    json.put("title", issue.title);
    json.put("body", issue.body);
    json.put("user", user(issue.author));
    json.put("state", issue.isClosed() ? "closed" : "open");
    json.put("labels", issue.labels.stream().map(GitHubRepository::label).toList());
    json.put("assignees", issue.assignees.stream().map(GitHubRepository::user).toList());
    json.put("comments", issue.comments.size());
    json.put("created_at", issue.created.toString());
    json.put("updated_at", issue.updated.toString());
    json.put("html_url", "https://github.com/" + name + "/issues/" + issue.number);
    if (issue.isClosed()) {
      json.put("closed_at", issue.updated.toString());
    }
    if (alone && issue.isClosed()) {
      json.put("closed_by", user(issue.closedBy));
    }
    if (issue.pullRequest) {
      json.put("pull_request", Map.of("html_url", "https://github.com/" + name));
    }
    return json;
  }

  private Map<String, Object> json(Comment comment) {
    return Map.of(
        "id", comment.id(),
        "body", comment.body(),
        "user", user(comment.author()),
        "created_at", comment.at().toString(),
        "updated_at", comment.at().toString());
  }

  private static Map<String, Object> json(Event event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", 1);
    json.put("event", event.what());
    json.put("actor", user(event.actor()));
    json.put("created_at", event.at().toString());
    if (event.what().endsWith("labeled")) {
      json.put("label", label(event.about()));
    } else if (event.about() != null) {
      json.put("assignee", user(event.about()));
    }
    return json;
  }

  static Map<String, Object> user(String login) {
    return Map.of("login", login, "id", login.hashCode() & 0xffffff, "type", "User");
  }

  private static Map<String, Object> label(String label) {
    return Map.of("id", label.hashCode() & 0xffffff, "name", label);
  }

  private static Map<String, Object> reaction(String login) {
    return Map.of("id", 1, "content", "eyes", "user", user(login));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
