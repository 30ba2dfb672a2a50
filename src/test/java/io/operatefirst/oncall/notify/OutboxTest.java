package io.operatefirst.oncall.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.ReportedConditions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** What has a receipt is not told again, and no channel waits for another. */
class OutboxTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final ResourceID ROTATION = new ResourceID("sre", "default");
  private static final Sender SENDER = new Sender(ROTATION, Settings.mailFrom("o@example.org"));
  private static final EngineerSpec ALICE =
      new EngineerSpec("alice", null, "a@example.org", null, null, null, null, null);
  private static final EngineerSpec BOB =
      new EngineerSpec("bob", null, "b@example.org", null, null, null, null, null);

  private final Fake mail = new Fake("Email");
  private final Fake chat = new Fake("Chat");
  private final Deque<Runnable> chatThreads = new ArrayDeque<>();
  private final ReportedConditions board = new ReportedConditions();
  private final List<String> counted = new ArrayList<>();
  private final List<Subject> told = new ArrayList<>();
  private final Outbox outbox =
      new Outbox(
          threads(),
          board,
          (channel, outcome) -> counted.add(channel + " " + outcome),
          Clock.fixed(NOW, ZoneOffset.UTC),
          () -> 0L);

  private Map<Notifier, Executor> threads() {
    Map<Notifier, Executor> threads = new LinkedHashMap<>();
    // The one answers at once, of the other the threads are busy until a test lets them go on.
    threads.put(mail, Runnable::run);
    threads.put(chat, chatThreads::add);
    return threads;
  }

  @Test
  void aDeliveryIsAReceiptAndIsNotRepeated() {
    outbox.listen((rotation, about) -> told.add(about));
    owe("down", List.of(), ALICE, BOB);
    outbox.sweep();

    assertThat(mail.sent).containsExactly("alice: down", "bob: down");
    assertThat(told).containsExactly(about("down"), about("down"));
    List<NoticeStatus> receipts = outbox.receipts(about("down"), List.of());
    assertThat(receipts)
        .containsExactly(new NoticeStatus("New", "Email", List.of("alice", "bob"), NOW.toString()));

    // By a cache that is behind, and by one that has seen it.
    for (List<NoticeStatus> shown : List.of(List.<NoticeStatus>of(), receipts)) {
      assertThat(outbox.receipts(about("down"), shown)).isEqualTo(receipts);
      owe("down", shown, ALICE, BOB);
      outbox.sweep();
      assertThat(mail.sent).hasSize(2);
    }
    assertThat(counted).containsExactly("Email delivered", "Email delivered");
  }

  @Test
  void whatIsNewOfTheSameNameIsAnother() {
    owe("down", List.of(), ALICE);
    outbox.sweep();
    Subject again = new Subject("OnCallLogEntry", about("down").id(), "another-uid");

    assertThat(outbox.receipts(again, List.of())).isEmpty();
    outbox.owe(SENDER, again, List.of(notice(again, ALICE)), List.of());
    outbox.sweep();
    assertThat(mail.sent).hasSize(2);

    outbox.keepOnly(OnCallLogEntry.class, about -> about.equals(again), rotation -> true);
    assertThat(outbox.receipts(about("down"), List.of())).isEmpty();
    assertThat(outbox.receipts(again, List.of())).hasSize(1);
  }

  @Test
  void aChannelThatHangsKeepsNoOtherWaiting() {
    owe("down", List.of(), ALICE);
    owe("up", List.of(), ALICE);
    outbox.sweep();
    outbox.sweep();

    assertThat(mail.sent).containsExactly("alice: down", "alice: up");
    // One at a time, however often one looks.
    assertThat(chatThreads).hasSize(1);
    assertThat(outbox.waiting()).isEqualTo(Map.of("Email", 0, "Chat", 2));
    while (!chatThreads.isEmpty()) {
      chatThreads.remove().run();
    }
    assertThat(chat.sent).containsExactly("alice: down", "alice: up");
  }

  @Test
  void onBehalfOfARotationThatIsGoneNobodyIsTold() {
    owe("down", List.of(), ALICE);
    outbox.keepOnly(OnCallLogEntry.class, about -> true, ROTATION::equals);
    assertThat(outbox.waiting()).containsEntry("Email", 1);

    outbox.keepOnly(OnCallLogEntry.class, about -> true, rotation -> false);
    outbox.sweep();
    assertThat(mail.sent).isEmpty();
  }

  /** Each controller has watches of its own, one of which may be far behind another. */
  @Test
  void whatOneControllerDoesNotSeeWithdrawsNothingOfAnother() {
    owe("down", List.of(), ALICE);
    outbox.keepOnly(OnCallRotation.class, about -> false, rotation -> false);
    outbox.keepOnly(OnCallOverride.class, about -> false, rotation -> false);
    outbox.sweep();

    assertThat(mail.sent).containsExactly("alice: down");
  }

  @Test
  void aFailureIsACondition() {
    mail.answer = new Outcome.Unavailable("Unreachable", "It is down.");
    owe("down", List.of(), ALICE);
    outbox.sweep();

    assertThat(board.of(ROTATION))
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly(tuple("EmailSent", "False", "Unreachable"));
    assertThat(outbox.receipts(about("down"), List.of())).isEmpty();
    assertThat(counted).containsExactly("Email unavailable");
    // Somebody has acknowledged it meanwhile, or the rotation is gone.
    outbox.withdraw(about("down"));
    assertThat(outbox.waiting()).containsEntry("Email", 0);
  }

  /** Somebody has acknowledged it meanwhile: else it would be False until the next notice. */
  @Test
  void aFailureThatPassesIsForgottenWithTheLastNoticeThatWaits() {
    mail.answer = new Outcome.Unavailable("Unreachable", "It is down.");
    owe("down", List.of(), ALICE);
    owe("up", List.of(), ALICE);
    outbox.sweep();

    outbox.withdraw(about("down"));
    outbox.sweep();
    assertThat(board.of(ROTATION)).hasSize(1);

    List<ResourceID> news = new ArrayList<>();
    board.listen(news::add);
    outbox.withdraw(about("up"));
    outbox.sweep();
    outbox.sweep();
    assertThat(board.of(ROTATION)).isEmpty();
    assertThat(news).containsExactly(ROTATION);
  }

  @Test
  void alsoWhereItIsWithdrawnWhileItIsUnderWay() {
    chat.answer = new Outcome.Unavailable("RateLimited", "Later.");
    owe("down", List.of(), ALICE);
    outbox.sweep();
    outbox.withdraw(about("down"));
    outbox.sweep();

    chatThreads.remove().run();
    outbox.sweep();

    assertThat(board.of(ROTATION))
        .extracting(Condition::getType, Condition::getStatus)
        .containsExactly(tuple("EmailSent", "True"));
  }

  @Test
  void whatSomebodyHasToMendStaysSaid() {
    mail.answer = new Outcome.Unavailable("Unauthorized", "The password is another.");
    owe("down", List.of(), ALICE);
    outbox.sweep();
    outbox.withdraw(about("down"));
    outbox.sweep();

    assertThat(board.of(ROTATION)).extracting(Condition::getReason).containsExactly("Unauthorized");
  }

  @Test
  void whatFailsAsItNeverShouldIsTriedAgain() {
    mail.fails = true;
    owe("down", List.of(), ALICE);
    outbox.sweep();

    assertThat(board.of(ROTATION))
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly(tuple("EmailSent", "False", "Unreachable"));
    assertThat(outbox.waiting()).containsEntry("Email", 1);
    // A change is tried at once, so it is not under way any more.
    mail.fails = false;
    outbox.owe(
        new Sender(ROTATION, Settings.mailFrom("other@example.org")),
        about("down"),
        List.of(notice(about("down"), ALICE)),
        List.of());
    outbox.sweep();
    assertThat(mail.sent).containsExactly("alice: down");
  }

  @Test
  void whatFailsAsItNeverShouldKeepsNoOtherWaiting() {
    mail.fails = true;
    owe("broken", List.of(), ALICE);
    outbox.sweep();
    mail.fails = false;
    owe("down", List.of(), ALICE);
    outbox.sweep();

    assertThat(mail.sent).containsExactly("alice: down");
    assertThat(outbox.waiting()).containsEntry("Email", 1);
  }

  private void owe(String name, List<NoticeStatus> shown, EngineerSpec... to) {
    outbox.owe(
        SENDER,
        about(name),
        List.of(to).stream().map(who -> notice(about(name), who)).toList(),
        shown);
  }

  private static Notice notice(Subject about, EngineerSpec to) {
    return new Notice(
        about, "New", new Audience.One(to), false, new Text(about.id().getName(), ""));
  }

  private static Subject about(String name) {
    return new Subject("OnCallLogEntry", new ResourceID(name, "default"), "uid-of-" + name);
  }

  @Test
  void whatAllAreToKnowIsToldInOnePlaceWhereThereIsOne() {
    Audience all = new Audience.Everyone(List.of(ALICE, BOB));
    Subject about = about("gap");
    Notice gap = new Notice(about, "GapAhead", all, false, new Text("gap", ""));
    Notice post =
        new Notice(about, "Handover", new Audience.Team(), false, new Text("handover", ""));
    outbox.owe(SENDER, about, List.of(gap, post), List.of());
    outbox.sweep();
    while (!chatThreads.isEmpty()) {
      chatThreads.remove().run();
    }

    assertThat(mail.sent).containsExactly("alice: gap", "bob: gap");
    assertThat(chat.sent).containsExactly("Team: gap", "Team: handover");
    assertThat(outbox.receipts(about, List.of()))
        .extracting(NoticeStatus::notice, NoticeStatus::by, NoticeStatus::to)
        .contains(
            tuple("GapAhead", "Email", List.of("alice", "bob")),
            tuple("GapAhead", "Chat", List.of("Team")),
            tuple("Handover", "Chat", List.of("Team")));
  }

  /** A channel that reaches people; the chat also the team at once. */
  private static final class Fake implements Notifier {

    private final String channel;
    private final List<String> sent = new ArrayList<>();
    private Outcome answer = new Outcome.Delivered();
    private boolean fails;

    private Fake(String channel) {
      this.channel = channel;
    }

    @Override
    public String channel() {
      return channel;
    }

    @Override
    public boolean reaches(Sender sender, Recipient recipient) {
      return recipient instanceof Recipient.Engineer || channel.equals("Chat");
    }

    @Override
    public Outcome deliver(Sender sender, Message message) {
      if (fails) {
        throw new IllegalStateException("as it never should");
      }
      sent.add(message.to().name() + ": " + message.text().headline());
      return answer;
    }
  }
}
