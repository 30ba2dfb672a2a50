package io.operatefirst.oncall.notify.webhook;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where notices may be posted to: whoever may write a rotation is not to reach, through the
 * operator, what they cannot reach themselves.
 */
public final class AllowedHosts {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** With a higher one the client does not fail as a connection does: it throws. */
  private static final int HIGHEST_PORT = 65_535;

  private final Set<String> origins;

  /**
   * Those that the administrator has set.
   *
   * @param configured such as {@code hooks.example.org}, which means https, {@code
   *     hooks.example.org:8443}, or {@code http://bridge.tools.svc:8080}
   * @throws IllegalArgumentException where one of them is none, which names it
   */
  public AllowedHosts(Collection<String> configured) {
    // People write a blank after a comma.
    origins =
        configured.stream()
            .map(String::strip)
            .map(AllowedHosts::configured)
            .collect(Collectors.toSet());
  }

  boolean allow(URI url) {
    return url.getScheme() != null && url.getHost() != null && origins.contains(origin(url));
  }

  private static String configured(String entry) {
    try {
      URI url = URI.create(entry.contains("://") ? entry : "https://" + entry);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean nothingElse =
          url.getUserInfo() == null && url.toString().endsWith("//" + url.getAuthority());
      if (web && url.getHost() != null && url.getPort() <= HIGHEST_PORT && nothingElse) {
        return origin(url);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "oncall.webhook-hosts: %s is no host; right would be hooks.example.org, hooks.example.org:8443 or http://bridge.tools.svc:8080"
            .formatted(entry));
  }

  private static String origin(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("http") ? HTTP : HTTPS;
    int port = url.getPort() < 0 ? usual : url.getPort();
    return "%s://%s:%d".formatted(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
  }
}
