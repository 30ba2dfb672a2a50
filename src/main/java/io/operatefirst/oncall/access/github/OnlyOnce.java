package io.operatefirst.oncall.access.github;

import java.io.IOException;
import org.kohsuke.github.GHIOException;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Sends nothing twice that changes something: the library tries again what had no answer, and a
 * comment may be there already.
 */
record OnlyOnce(GitHubConnector connector) implements GitHubConnector {

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    try {
      return connector.send(request);
    } catch (GHIOException e) {
      throw e;
    } catch (IOException e) {
      if (request.method().equals("GET")) {
        throw e;
      }
      // Of the library's own kind, which it passes on.
      throw new GHIOException(e.getMessage(), e);
    }
  }
}
