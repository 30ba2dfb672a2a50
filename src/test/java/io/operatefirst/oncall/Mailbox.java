package io.operatefirst.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.operatefirst.oncall.MailServer.Mail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The post of a whole team. All of it is to be expected: what came to somebody else, or too late to
 * be seen by one look, is in the way of the next.
 */
public final class Mailbox {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final MailServer server;
  private final List<Mail> read = new ArrayList<>();

  /** An empty one. */
  public Mailbox(MailServer server) {
    this.server = server;
    server.forget();
  }

  /**
   * Waits for what comes next, which is this and nothing else.
   *
   * @param expected each as {@code alice: subject}, in any order
   */
  public void brings(String... expected) {
    await("post")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertIs(unread(), expected));
    List<Mail> news = unread();
    assertIs(news, expected);
    read.addAll(news);
  }

  private static void assertIs(List<Mail> news, String... expected) {
    assertThat(news).extracting(Mailbox::line).containsExactlyInAnyOrder(expected);
  }

  /** What is written in the last one that came as {@code alice: subject}. */
  public String bodyOf(String expected) {
    return read.stream()
        .filter(mail -> line(mail).equals(expected))
        .reduce((one, later) -> later)
        .orElseThrow()
        .body();
  }

  /** Nothing has come until now; what comes late is in the way of what is expected next. */
  public void isEmpty() {
    assertThat(unread()).isEmpty();
  }

  private List<Mail> unread() {
    List<Mail> unread = new ArrayList<>(server.received());
    // One for one, so that the same mail once more is news.
    read.forEach(unread::remove);
    return unread;
  }

  private static String line(Mail mail) {
    return mail.to().replace("@example.org", "") + ": " + mail.subject();
  }
}
