package io.operatefirst.oncall.intake.mail;

import io.operatefirst.oncall.api.QuestionsSpec;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/**
 * A folder on a mail server, for as long as one connection lasts. It is opened to be read only, so
 * that the server itself keeps all of it as it is, and what is unread stays unread.
 */
final class Mailbox implements AutoCloseable {

  private static final String CONNECT = "10000";
  private static final String ANSWER = "30000";
  private static final int BATCH = 100;
  private static final int TEXT = 16 * 1024;

  /** Servers search by days of their own time zone. */
  private static final Duration ZONES = Duration.ofDays(2);

  /**
   * A mail as it was found.
   *
   * @param headers what was asked for
   */
  record Found(long uid, Instant received, Headers headers) {}

  /**
   * What one look has found.
   *
   * @param mails that matter, in order
   * @param last the highest number of all that it came by; 0 where there was nothing
   */
  record Look(List<Found> mails, long last) {}

  private final IMAPStore store;
  private final IMAPFolder folder;

  private final AtomicLong news = new AtomicLong();
  private volatile long newsAtLook;
  private long last = -1;

  private Mailbox(IMAPStore store, IMAPFolder folder) throws MessagingException {
    this.store = store;
    this.folder = folder;
    // The library tells of what comes while it listens, and not of what comes just before.
    folder.doCommand(
        server -> {
          server.addResponseHandler(this::take);
          return null;
        });
  }

  private void take(Response response) {
    if (response instanceof IMAPResponse told && told.keyEquals("EXISTS")) {
      news.incrementAndGet();
    }
  }

  /**
   * Connects. The password is not kept longer than the connection.
   *
   * @param sockets of this connection only
   */
  static Mailbox open(QuestionsSpec.Mail spec, String password, BreakableSockets sockets)
      throws MessagingException {
    IMAPStore store = (IMAPStore) Session.getInstance(settings(sockets)).getStore("imaps");
    try {
      store.connect(spec.host(), spec.port(), spec.username(), password);
      IMAPFolder folder = (IMAPFolder) store.getFolder(spec.folder());
      folder.open(Folder.READ_ONLY);
      return new Mailbox(store, folder);
    } catch (MessagingException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static Properties settings(BreakableSockets sockets) {
    Properties settings = new Properties();
    settings.put("mail.imaps.ssl.socketFactory", sockets);
    // Never by one that trusts others.
    settings.setProperty("mail.imaps.socketFactory.fallback", "false");
    settings.setProperty("mail.imaps.ssl.checkserveridentity", "true");
    settings.setProperty("mail.imaps.connectiontimeout", CONNECT);
    settings.setProperty("mail.imaps.timeout", ANSWER);
    settings.setProperty("mail.imaps.peek", "true");
    // Else a server that cannot search would be asked for all of it.
    settings.setProperty("mail.imaps.throwsearchexception", "true");
    // One connection is enough, and there is no hurry after a first mail.
    settings.setProperty("mail.imaps.connectionpoolsize", "1");
    return settings;
  }

  /**
   * What was received from an instant on, in order: first all of it, and then what is new since the
   * last look. Numbers are not kept over connections: what they mean may change with the server.
   *
   * @param most so many, the newest ones
   */
  Look look(Instant since, int most) throws MessagingException {
    newsAtLook = news.get();
    if (last < 0) {
      long end = folder.getUIDNext() - 1;
      Date earliest = Date.from(since.minus(ZONES));
      Look all =
          read(folder.search(new ReceivedDateTerm(ComparisonTerm.GE, earliest)), since, most);
      return new Look(all.mails(), Math.max(end, all.last()));
    }
    // So that the server tells of what is new.
    noop();
    // The last one is always among them, however old it is.
    return read(folder.getMessagesByUID(last + 1, UIDFolder.LASTUID), since, most);
  }

  /** What a look has found is dealt with. */
  void goOnAfter(Look look) {
    last = Math.max(last, look.last());
  }

  private Look read(Message[] all, Instant since, int most) throws MessagingException {
    List<Found> found = new ArrayList<>();
    long highest = 0;
    int first = Math.max(0, all.length - most);
    for (int from = first; from < all.length; from += BATCH) {
      Message[] batch = Arrays.copyOfRange(all, from, Math.min(all.length, from + BATCH));
      folder.fetch(batch, wanted());
      for (Message message : batch) {
        if (!message.isExpunged()) {
          Found one = read((IMAPMessage) message);
          highest = Math.max(highest, one.uid());
          if (one.uid() > last && !one.received().isBefore(since)) {
            found.add(one);
          }
        }
      }
    }
    return new Look(found, highest);
  }

  private static FetchProfile wanted() {
    FetchProfile wanted = new FetchProfile();
    wanted.add(UIDFolder.FetchProfileItem.UID);
    wanted.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
    Headers.NAMES.forEach(wanted::add);
    return wanted;
  }

  private Found read(IMAPMessage message) throws MessagingException {
    InternetHeaders headers = new InternetHeaders();
    for (String name : Headers.NAMES) {
      String[] values = message.getHeader(name);
      for (int i = 0; values != null && i < values.length; i++) {
        headers.addHeader(name, values[i]);
      }
    }
    Instant received = message.getReceivedDate().toInstant();
    // Else all would be kept as long as the connection; after it each is fetched again.
    message.invalidateHeaders();
    return new Found(folder.getUID(message), received, new Headers(headers));
  }

  /** The beginning of what comes after the headers of a mail; empty where it is gone. */
  byte[] beginning(long uid) throws MessagingException {
    return (byte[]) folder.doCommand(server -> beginning(server, uid));
  }

  private static byte[] beginning(IMAPProtocol server, long uid) throws ProtocolException {
    Response[] answers =
        server.command("UID FETCH %d (BODY.PEEK[TEXT]<0.%d>)".formatted(uid, TEXT), null);
    byte[] text = new byte[0];
    for (Response answer : answers) {
      BODY body = answer instanceof FetchResponse fetched ? fetched.getItem(BODY.class) : null;
      if (body != null && body.getByteArray() != null) {
        text = body.getByteArray().getNewBytes();
      }
    }
    server.notifyResponseHandlers(answers);
    server.handleResult(answers[answers.length - 1]);
    // Not every server keeps to what it is asked for.
    return text.length > TEXT ? Arrays.copyOf(text, TEXT) : text;
  }

  /** Whether the server can tell of new mail by itself. */
  boolean canTell() throws MessagingException {
    // The store would open another connection to say so.
    return (boolean) folder.doCommand(server -> server.hasCapability("IDLE"));
  }

  /** Whether the server has told of mail since the last look. */
  boolean hasNews() {
    return news.get() != newsAtLook;
  }

  /** Waits until the server tells something, or another thread interrupts it. */
  void listen() throws MessagingException {
    folder.idle(true);
  }

  /** Ends the waiting of another thread, and may wait for the server itself. */
  void interrupt() throws MessagingException {
    noop();
  }

  private void noop() throws MessagingException {
    folder.doCommand(
        server -> {
          server.noop();
          return null;
        });
  }

  @Override
  public void close() throws MessagingException {
    store.close();
  }
}
