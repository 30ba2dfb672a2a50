package io.operatefirst.oncall.notify;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is sent at once to one recipient.
 *
 * @param deliveries at least one, all to the same recipient
 */
public record Message(List<Delivery> deliveries) {

  private static final int TOLD = 20;

  public Recipient to() {
    return deliveries.get(0).to();
  }

  /** What it tells, in order. */
  public Stream<Notice> notices() {
    return deliveries.stream().map(Delivery::notice);
  }

  /** The same whenever the same is sent, so that the other side can tell that it has it already. */
  public String id() {
    String what = deliveries.stream().map(one -> one.id().toString()).collect(joining("\n"));
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What it says: of several notices the headlines, and how many more there are. */
  public Text text() {
    Text first = deliveries.get(0).notice().text();
    if (deliveries.size() == 1) {
      return first;
    }
    int more = deliveries.size() - TOLD;
    return new Text(
        "%s, and %d more".formatted(first.headline(), deliveries.size() - 1),
        notices().limit(TOLD).map(notice -> "- " + notice.text().headline()).collect(joining("\n"))
            + (more > 0 ? "\n- and %d more".formatted(more) : "")
            + "\n\nThe first of them:\n\n"
            + first.body());
  }
}
