package io.operatefirst.oncall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.EngineerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is owed leaves in order, once, and not as often as it comes in. */
class LaneTest {

  private static final EngineerSpec ALICE = engineer("alice", "alice@example.org");
  private static final Outcome DELIVERED = new Outcome.Delivered();
  private static final Outcome DOWN = new Outcome.Unavailable("Unreachable", "down");
  private static final Outcome REFUSED = new Outcome.Refused("Refused", "no such user");

  private final Lane lane =
      new Lane(new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2), () -> 1.0));
  // As good a beginning as any: the clock may begin anywhere, and wrap.
  private long now = Long.MAX_VALUE - Duration.ofSeconds(40).toNanos();

  @Test
  void oneIsUnderWayAtATimeAndTheNextFollows() {
    owe("one", notice("one", ALICE, false));
    owe("two", notice("two", ALICE, false));

    Message first = lane.next(now).orElseThrow();
    assertThat(keys(first)).containsExactly("one");
    assertThat(lane.next(now)).isEmpty();
    lane.ended(first, DELIVERED, now);
    assertThat(keys(lane.next(now).orElseThrow())).containsExactly("two");
  }

  @Test
  void whatGathersWaitsUntilItIsQuietAndNotForEver() {
    for (int second = 0; second < 40; second++) {
      String name = "n" + second;
      owe(name, notice(name, ALICE, true));
      Optional<Message> message = lane.next(now);
      assertThat(message.isPresent()).as("after %d seconds", second).isEqualTo(second == 30);
      if (message.isPresent()) {
        assertThat(message.get().deliveries()).hasSize(31);
        assertThat(message.get().text().headline()).isEqualTo("About n0, and 30 more");
        lane.ended(message.get(), DELIVERED, now);
      }
      pass(Duration.ofSeconds(1));
    }
    // That was a storm: what came since waits for a while, however quiet it is.
    pass(Lane.QUIET);
    assertThat(lane.next(now)).isEmpty();
    pass(Lane.CALM);
    assertThat(lane.next(now).orElseThrow().deliveries()).hasSize(9);
  }

  @Test
  void aFailureStopsTheLaneForLongerEachTimeAndKeepsTheOrder() {
    owe("one", notice("one", ALICE, false));
    owe("two", notice("two", ALICE, false));
    for (int seconds : List.of(2, 4, 8, 16, 32, 64, 120, 120)) {
      Message message = lane.next(now).orElseThrow();
      assertThat(keys(message)).containsExactly("one");
      lane.ended(message, DOWN, now);
      pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(lane.next(now)).as("before %d seconds", seconds).isEmpty();
      pass(Duration.ofMillis(1));
    }
    assertThat(keys(lane.next(now).orElseThrow())).containsExactly("one");
  }

  @Test
  void theOtherSideIsLeftAloneForAsLongAsItAsksWithinReason() {
    owe("one", notice("one", ALICE, false));
    askedFor(Duration.ofSeconds(90), Duration.ofSeconds(90));
    // Less than what its failures ask for anyway: the second of them.
    askedFor(Duration.ofMillis(1), Duration.ofSeconds(4));
    askedFor(Duration.ofDays(100_000), Duration.ofHours(1));
  }

  private void askedFor(Duration asked, Duration given) {
    Message message = lane.next(now).orElseThrow();
    lane.ended(message, new Outcome.Unavailable("Unreachable", "slow down", asked), now);
    pass(given.minusMillis(1));
    assertThat(lane.next(now)).as("before %s", given).isEmpty();
    pass(Duration.ofMillis(1));
  }

  @Test
  void aChangeOfTheSettingsIsTriedAtOnce() {
    owe("one", notice("one", ALICE, false));
    lane.ended(lane.next(now).orElseThrow(), DOWN, now);
    assertThat(lane.next(now)).isEmpty();

    lane.owe(sender("other@example.org"), id("two"), List.of(), now);

    assertThat(keys(lane.next(now).orElseThrow())).containsExactly("one");
  }

  @Test
  void whatIsRefusedStopsNoOtherAndIsTriedLaterOrWithAnotherAddress() {
    owe("one", notice("one", ALICE, false));
    owe("two", notice("two", engineer("bob", "bob@example.org"), false));
    lane.ended(lane.next(now).orElseThrow(), REFUSED, now);

    Message second = lane.next(now).orElseThrow();
    assertThat(keys(second)).containsExactly("two");
    lane.ended(second, DELIVERED, now);
    assertThat(lane.next(now)).isEmpty();

    owe("one", notice("one", engineer("alice", "alice@example.com"), false));
    Message again = lane.next(now).orElseThrow();
    assertThat(again.to())
        .isEqualTo(new Recipient.Engineer(engineer("alice", "alice@example.com")));
    lane.ended(again, REFUSED, now);
    pass(Lane.REFUSED);
    assertThat(keys(lane.next(now).orElseThrow())).containsExactly("one");
  }

  @Test
  void whatIsNotOwedAnyMoreIsNotSent() {
    owe("one", notice("one", ALICE, false));
    owe("two", notice("two", ALICE, false));
    lane.owe(sender("oncall@example.org"), id("one"), List.of(), now);
    assertThat(keys(lane.next(now).orElseThrow())).containsExactly("two");

    lane.withdraw(about -> true);
    assertThat(lane.size()).isZero();
  }

  @Test
  void theSameMessageHasTheSameNameAndAnotherHasAnother() {
    Message one = new Message(List.of(notice("one", ALICE, false)));
    assertThat(one.id()).isEqualTo(new Message(List.of(notice("one", ALICE, false))).id());
    assertThat(one.id()).isNotEqualTo(new Message(List.of(notice("two", ALICE, false))).id());
  }

  @Test
  void aHeadlineIsOneLineAndOfALimitedLength() {
    Text text = new Text("Down\r\nBcc: all@example.org " + "x".repeat(500), "");
    assertThat(text.headline()).startsWith("Down Bcc: all@example.org xxx").hasSize(200);
  }

  @Test
  void ofManyTheFirstAreTold() {
    Message storm =
        new Message(IntStream.range(0, 25).mapToObj(i -> notice("n" + i, ALICE, true)).toList());
    assertThat(storm.text().body().lines())
        .contains("- About n19", "- and 5 more", "The first of them:")
        .doesNotContain("- About n20");
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void owe(String about, Delivery notice) {
    lane.owe(sender("oncall@example.org"), id(about), List.of(notice), now);
  }

  private static List<String> keys(Message message) {
    return message.notices().map(Notice::key).toList();
  }

  private static Delivery notice(String name, EngineerSpec to, boolean gathers) {
    return new Delivery(
        new Notice(
            id(name),
            name,
            new Audience.One(to),
            gathers,
            new Text("About " + name, "More of " + name)),
        new Recipient.Engineer(to));
  }

  private static Subject id(String name) {
    return new Subject("OnCallLogEntry", new ResourceID(name, "default"), "uid-of-" + name);
  }

  private static Sender sender(String from) {
    return new Sender(id("sre").id(), Settings.mailFrom(from));
  }

  private static EngineerSpec engineer(String name, String email) {
    return new EngineerSpec(name, null, email, null, null, null, null, null);
  }
}
