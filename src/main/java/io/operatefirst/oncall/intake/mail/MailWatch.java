package io.operatefirst.oncall.intake.mail;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.intake.Backoff;
import io.operatefirst.oncall.status.Conditions;
import jakarta.mail.FolderClosedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the mailbox of one rotation, in a thread of its own, until it is stopped: what is there
 * already, and then what the server tells of, or is asked for. A connection lasts an hour at most,
 * so that another password, or a connection that died in silence, does no harm for longer.
 */
final class MailWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(MailWatch.class);

  /** So many seconds a server has to say good-bye. */
  private static final long FAREWELL = 2;

  /** After that the server does not end its waiting any more. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  /**
   * How long and how much.
   *
   * @param poll so often a server is asked that does not tell by itself
   * @param idle so long is waited for one that does, before it is asked to go on telling
   * @param connection so long one lasts
   * @param away for servers that are not there
   * @param refused for credentials that are not taken: servers lock out who tries too often
   * @param mails so many are read at once, the newest ones
   */
  record Limits(
      Duration poll, Duration idle, Duration connection, Backoff away, Backoff refused, int mails) {

    /** As they are in use. */
    static Limits usual(Duration poll) {
      return new Limits(
          poll,
          Duration.ofMinutes(9),
          Duration.ofHours(1),
          Backoff.between(Duration.ofSeconds(2), Duration.ofMinutes(2)),
          Backoff.between(Duration.ofSeconds(15), Duration.ofMinutes(5)),
          5_000);
    }
  }

  /**
   * Of whom it is, as that is now.
   *
   * @param name for logs
   * @param since what was received before is left alone
   * @param team who is on the list
   * @param report is told how it stands
   */
  record Owner(
      String name,
      Supplier<Instant> since,
      Supplier<List<EngineerSpec>> team,
      QuestionLog log,
      Consumer<Condition> report) {}

  private final Access access;
  private final SSLSocketFactory trust;
  private final Owner owner;
  private final Limits limits;
  private final ListMail list;
  private final MailReader reader;
  private final Conversations conversations = new Conversations();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Listening listening = new Listening();
  private BreakableSockets sockets;
  private int failures;

  MailWatch(Access access, SSLSocketFactory trust, Owner owner, Limits limits) {
    this.access = access;
    this.trust = trust;
    this.owner = owner;
    this.limits = limits;
    this.list = new ListMail(access.spec().list());
    this.reader = new MailReader(access.spec().list());
  }

  /** Its thread ends: at once where the server says good-bye, and in any case within seconds. */
  void stop() {
    stopped.countDown();
    listening.endNow();
    CompletableFuture.delayedExecutor(FAREWELL, TimeUnit.SECONDS).execute(this::breakOff);
  }

  private synchronized void breakOff() {
    if (sockets != null) {
      sockets.breakOff();
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** To be called now and then: ends a waiting that takes long, politely and then by force. */
  void tend() {
    listening.endAfter(limits.idle().toNanos(), PATIENCE, this::breakOff);
  }

  @Override
  public void run() {
    while (!isStopped()) {
      pause(connection());
    }
  }

  /**
   * One connection.
   *
   * @return how long to wait before the next one
   */
  private Duration connection() {
    try (Mailbox mailbox = access.open(fresh())) {
      if (isStopped()) {
        return Duration.ZERO;
      }
      conversations.connected();
      look(mailbox);
      failures = 0;
      say(connected());
      return listen(mailbox);
    } catch (MailTrouble e) {
      return after(e);
    } catch (MessagingException e) {
      return after(access.trouble(e));
    } catch (KubernetesClientException e) {
      LOG.warn("mails to {} were not written into the log, and will be soon", owner.name());
    } catch (RuntimeException e) {
      // Not with its message: it may hold anything that somebody has written.
      LOG.error("mails to {} were not read: {}", owner.name(), e.getClass().getName());
    }
    return limits.away().after(++failures);
  }

  private synchronized BreakableSockets fresh() {
    sockets = new BreakableSockets(trust);
    return sockets;
  }

  /** That a connection which was well breaks is usual, and news only where there is no other. */
  private Duration listen(Mailbox mailbox) {
    long begun = System.nanoTime();
    try {
      boolean tells = mailbox.canTell();
      while (!isStopped() && System.nanoTime() - begun < limits.connection().toNanos()) {
        if (!tells) {
          pause(limits.poll());
        } else if (!mailbox.hasNews()) {
          listening.to(mailbox);
        }
        if (!isStopped()) {
          look(mailbox);
        }
      }
      return Duration.ZERO;
    } catch (MessagingException e) {
      return limits.away().after(1);
    }
  }

  private Duration after(MailTrouble trouble) {
    failures++;
    if (isStopped()) {
      return Duration.ZERO;
    }
    say(Conditions.no(Conditions.MAIL_WATCHED, trouble.reason(), trouble.getMessage()));
    boolean refused = trouble.reason().equals(Conditions.UNAUTHORIZED);
    return (refused ? limits.refused() : limits.away()).after(failures);
  }

  private void look(Mailbox mailbox) throws MessagingException {
    Instant since = owner.since().get();
    Mailbox.Look look = mailbox.look(since, limits.mails());
    hear(mailbox, look.mails());
    // Not before all of it is written.
    mailbox.goOnAfter(look);
  }

  private void hear(Mailbox mailbox, List<Mailbox.Found> found) throws MessagingException {
    List<Mail> byPeople = new ArrayList<>();
    for (Mailbox.Found one : found) {
      if (list.isTo(one.headers())) {
        Mail mail = reader.read(one.uid(), one.received(), one.headers());
        if (ListMail.isAutomatic(one.headers()) || isOurs(mail)) {
          conversations.pass(mail, owner.log());
        } else {
          byPeople.add(mail);
        }
      }
    }
    conversations.hear(byPeople, owner.team().get(), owner.log(), mail -> text(mailbox, mail));
  }

  private boolean isOurs(Mail mail) {
    String from = access.spec().from();
    return from != null && mail.author().filter(from::equalsIgnoreCase).isPresent();
  }

  /** A mail that its server cannot give is a question all the same. */
  private static String text(Mailbox mailbox, Mail mail) throws MessagingException {
    try {
      return MailText.of(mail.content(), mailbox.beginning(mail.uid()));
    } catch (FolderClosedException | StoreClosedException e) {
      throw e;
    } catch (MessagingException e) {
      return "";
    }
  }

  private Condition connected() {
    return Conditions.yes(
        Conditions.MAIL_WATCHED,
        Conditions.CONNECTED,
        "Mails to %s are read, in folder %s of %s on %s."
            .formatted(
                access.spec().list(),
                access.spec().folder(),
                access.spec().username(),
                access.server()));
  }

  private void say(Condition condition) {
    if (!isStopped()) {
      owner.report().accept(condition);
    }
  }

  private void pause(Duration time) {
    try {
      if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }
}
