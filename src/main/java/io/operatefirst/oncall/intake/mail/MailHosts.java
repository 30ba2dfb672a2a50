package io.operatefirst.oncall.intake.mail;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where mail may be read: whoever may write a rotation is not to reach, through the operator, what
 * they cannot reach themselves.
 */
final class MailHosts {

  private static final String IMAPS = "993";
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9](?:[-.A-Za-z0-9]*[A-Za-z0-9])?)(?::([1-9][0-9]{0,4}))?");

  private final Set<String> allowed;

  /**
   * Those that the administrator has set.
   *
   * @param configured such as {@code imap.example.org}, which means port 993, or {@code
   *     imap.example.org:1993}
   * @throws IllegalArgumentException where one of them is none, which names it
   */
  MailHosts(Collection<String> configured) {
    // People write a blank after a comma.
    allowed =
        configured.stream()
            .map(String::strip)
            .map(MailHosts::configured)
            .collect(Collectors.toSet());
  }

  boolean allow(String host, int port) {
    return allowed.contains(named(host, port));
  }

  private static String configured(String entry) {
    Matcher host = HOST.matcher(entry);
    if (host.matches()) {
      int port = Integer.parseInt(host.group(2) == null ? IMAPS : host.group(2));
      if (port <= HIGHEST_PORT) {
        return named(host.group(1), port);
      }
    }
    throw new IllegalArgumentException(
        "oncall.mail-hosts: %s is no host; right would be imap.example.org or imap.example.org:1993"
            .formatted(entry));
  }

  private static String named(String host, int port) {
    return host.toLowerCase(Locale.ROOT) + ":" + port;
  }
}
