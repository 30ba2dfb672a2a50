package io.operatefirst.oncall.access.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GitHub;

/** Who wrote a comment, be it nobody any more. */
class AuthorTest {

  @Test
  void itIsByWhomGitHubSays() throws IOException {
    assertThat(Author.of(comment("{\"user\": {\"login\": \"octocat\"}}"))).contains("octocat");
  }

  @Test
  void whoseAccountIsGoneIsNobody() throws IOException {
    assertThat(Author.of(comment("{\"user\": null}"))).isEmpty();
    assertThat(Author.of(comment("{\"user\": {\"login\": null}}"))).isEmpty();
  }

  private static GHIssueComment comment(String json) throws IOException {
    return GitHub.getMappingObjectReader().forType(GHIssueComment.class).readValue(json);
  }
}
