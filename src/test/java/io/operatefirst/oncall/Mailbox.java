package io.operatefirst.oncall;

import static java.util.stream.Collectors.joining;
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
   * @return what came, in words
   */
  public String brings(String... expected) {
    await("post")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(unread()).extracting(Mailbox::line).containsExactlyInAnyOrder(expected));
    List<Mail> news = unread();
    read.addAll(news);
    return news.stream().map(Mail::body).collect(joining("\n"));
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
