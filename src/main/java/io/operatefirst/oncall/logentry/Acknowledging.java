package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import java.util.regex.Pattern;

/** How somebody on the list writes that they look after an entry. */
public final class Acknowledging {

  /** What ends a text in JSON, or the quotes of a shell around it. */
  private static final Pattern SPECIAL = Pattern.compile("[\"'\\\\\\p{Cc}]");

  private Acknowledging() {}

  /**
   * The field of an entry's spec, as JSON that may stand between single quotes in a shell. It has
   * the user name on the cluster where the list tells it: a cluster may have the policy that nobody
   * writes another.
   *
   * @param name of the person on the list; of who is not on it any more it is all there is
   */
  public static String by(OnCallRotation rotation, String name) {
    String user =
        rotation.getSpec().engineers().stream()
            .filter(engineer -> engineer.name().equals(name))
            .map(EngineerSpec::username)
            .filter(username -> username != null && !username.isBlank())
            .findFirst()
            .orElse(name);
    return "\"acknowledgedBy\":\"%s\"".formatted(quoted(user));
  }

  private static String quoted(String user) {
    return SPECIAL
        .matcher(user)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }
}
