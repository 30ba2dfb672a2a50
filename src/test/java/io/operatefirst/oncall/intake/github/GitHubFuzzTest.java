package io.operatefirst.oncall.intake.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.operatefirst.oncall.access.github.GitHubAccess.Connection;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.logentry.Question;
import io.operatefirst.oncall.logentry.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/** Whatever GitHub tells of an issue, by its own description: it is read, the same each time. */
class GitHubFuzzTest {

  private static final Instant SINCE = Instant.parse("2026-11-23T09:00:00Z");
  private static final String REPOSITORY = "operate-first/apps";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema DESCRIBED = described();
  private static final OnCallRotation ROTATION =
      Stored.rotation(
          """
          apiVersion: oncall.operate-first.cloud/v1alpha1
          kind: OnCallRotation
          metadata: {name: sre, namespace: sre, uid: u}
          spec:
            engineers: [{name: alice, github: Alice-GH}]
            questions:
              excerpt: 40
              github: {repositories: [operate-first/apps], labels: [kind/question]}
            faq: [{pattern: "quota|limit", answer: "Ask by a pull request."}]
          """);

  private static JsonSchema described() {
    try (InputStream schema = GitHubFuzzTest.class.getResourceAsStream("/github/issue.yaml")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(new YAMLMapper().readTree(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FuzzTest
  void github(byte[] answers) throws IOException {
    JsonNode told;
    try {
      told = JSON.readTree(new String(answers, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return;
    }
    if (told == null || !DESCRIBED.validate(told).isEmpty()) {
      return;
    }
    Question question = read(told);
    assertThat(read(told)).isEqualTo(question);
    Stored.holds(ROTATION, question);
  }

  private static Question read(JsonNode told) throws IOException {
    GitHub gitHub =
        new GitHubBuilder()
            .withConnector((GitHubConnector) request -> new Answer(request, told))
            .build();
    GHIssue issue = gitHub.getRepository(REPOSITORY).getIssue(1);
    Comments comments = Comments.since(issue, SINCE, "oncall-bot");
    IssueReader reader =
        new IssueReader(null, ROTATION, new Connection(gitHub, "oncall-bot"), SINCE);
    Optional<Instant> asked = reader.askedAt(issue, Optional.empty(), comments.commands());
    return IssueReader.question(REPOSITORY + "#1", issue, asked.orElse(SINCE));
  }

  /** What the API says to a request. */
  private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {

    private final byte[] body;

    Answer(GitHubConnectorRequest request, JsonNode told) {
      super(request, 200, Map.of("Content-Type", List.of("application/json")));
      String path = request.url().getPath();
      String asked = path.substring(path.lastIndexOf('/') + 1);
      body =
          (asked.equals("apps")
                  ? "{\"name\": \"apps\", \"full_name\": \"operate-first/apps\", \"owner\": {\"login\": \"operate-first\"}}"
                  : told.path(asked.equals("1") ? "issue" : asked).toString())
              .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected InputStream rawBodyStream() {
      return new ByteArrayInputStream(body);
    }
  }
}
