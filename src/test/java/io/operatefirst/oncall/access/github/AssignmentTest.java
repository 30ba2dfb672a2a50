package io.operatefirst.oncall.access.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** An engineer whom GitHub does not assign is in the way of nothing. */
class AssignmentTest {

  private static final String REPOSITORY =
      "{\"name\": \"apps\", \"full_name\": \"operate-first/apps\", \"owner\": {\"login\": \"operate-first\"}}";

  private final List<String> asked = new ArrayList<>();

  @Test
  void whoIsOnCallIsAssigned() throws IOException {
    assertThat(assign(200, 201)).isTrue();
    assertThat(asked).endsWith("POST /repos/operate-first/apps/issues/1/assignees");
  }

  @Test
  void aLoginThatDoesNotExistIsInTheWayOfNothing() throws IOException {
    assertThat(assign(404, 201)).isFalse();
    assertThat(asked).endsWith("GET /users/alice-gh");
  }

  @Test
  void anAssignmentThatIsRefusedIsInTheWayOfNothing() throws IOException {
    assertThat(assign(200, 422)).isFalse();
    assertThat(assign(200, 404)).isFalse();
  }

  @Test
  void whatMayBeBetterInAMomentIsTriedAgain() {
    assertThatThrownBy(() -> assign(503, 201)).isInstanceOf(HttpException.class);
    assertThatThrownBy(() -> assign(200, 403)).isInstanceOf(IOException.class);
  }

  /**
   * @param user what the API says to the question who that is
   * @param assignment what it says to the assignment
   */
  private boolean assign(int user, int assignment) throws IOException {
    GitHubConnector connector =
        request -> {
          String path = request.url().getPath();
          asked.add(request.method() + " " + path);
          if (path.startsWith("/users/")) {
            return new Answer(request, user, "{\"login\": \"alice-gh\"}");
          }
          return path.endsWith("/assignees")
              ? new Answer(request, assignment, "{\"number\": 1}")
              : new Answer(request, 200, path.endsWith("apps") ? REPOSITORY : "{\"number\": 1}");
        };
    GitHub api = new GitHubBuilder().withConnector(connector).build();
    GHIssue issue = api.getRepository("operate-first/apps").getIssue(1);
    return Assignment.to("alice-gh", issue, api);
  }

  /** What the API says to a request. */
  private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {

    private final String body;

    Answer(GitHubConnectorRequest request, int status, String body) {
      super(request, status, Map.of("Content-Type", List.of("application/json")));
      this.body = body;
    }

    @Override
    protected InputStream rawBodyStream() {
      return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
