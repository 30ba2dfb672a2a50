package io.operatefirst.oncall.access.github;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GHAppInstallationToken;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.authorization.AuthorizationProvider;

/** By which an app works for one owner of repositories: for an hour, and then there is another. */
final class InstallationToken implements AuthorizationProvider {

  /** Before its end, so that no request meets it. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  private final GHApp app;
  private final String owner;
  private final Clock clock;
  private String token = "";
  private Instant until = Instant.MIN;

  InstallationToken(GHApp app, String owner, Clock clock) {
    this.app = app;
    this.owner = owner;
    this.clock = clock;
  }

  @Override
  public synchronized String getEncodedAuthorization() throws IOException {
    if (!clock.instant().isBefore(until)) {
      GHAppInstallationToken fresh = installation();
      token = fresh.getToken();
      until = fresh.getExpiresAt().toInstant().minus(EARLY);
    }
    return "token " + token;
  }

  private GHAppInstallationToken installation() throws IOException {
    try {
      return app.getInstallationByOrganization(owner).createToken().create();
    } catch (GHFileNotFoundException e) {
      return app.getInstallationByUser(owner).createToken().create();
    }
  }
}
