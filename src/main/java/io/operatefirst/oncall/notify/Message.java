package io.operatefirst.oncall.notify;

import static java.util.stream.Collectors.joining;

import io.operatefirst.oncall.api.EngineerSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What is sent at once to one person.
 *
 * @param notices at least one, all to the same person
 */
public record Message(List<Notice> notices) {

  private static final int TOLD = 20;

  public EngineerSpec to() {
    return notices.get(0).to();
  }

  /** The same whenever the same is sent, so that the other side can tell that it has it already. */
  public String id() {
    String what = notices.stream().map(notice -> notice.id().toString()).collect(joining("\n"));
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What it says: of several notices the headlines, and how many more there are. */
  public Text text() {
    Text first = notices.get(0).text();
    if (notices.size() == 1) {
      return first;
    }
    int more = notices.size() - TOLD;
    return new Text(
        "%s, and %d more".formatted(first.headline(), notices.size() - 1),
        notices.stream()
                .limit(TOLD)
                .map(notice -> "- " + notice.text().headline())
                .collect(joining("\n"))
            + (more > 0 ? "\n- and %d more".formatted(more) : "")
            + "\n\nThe first of them:\n\n"
            + first.body());
  }
}
