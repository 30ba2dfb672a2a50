package io.operatefirst.oncall.intake.mail;

import jakarta.mail.MessagingException;

/**
 * The waiting of a thread for what a server tells, which others can see and end. Servers end it
 * themselves after half an hour (RFC 2177), and what is in between may forget it sooner.
 */
final class Listening {

  private Mailbox mailbox;
  private long since;
  private boolean interrupted;

  /** Until the server tells something, or it is ended. */
  void to(Mailbox telling) throws MessagingException {
    begin(telling);
    try {
      telling.listen();
    } finally {
      end();
    }
  }

  private synchronized void begin(Mailbox telling) {
    mailbox = telling;
    since = System.nanoTime();
    interrupted = false;
  }

  private synchronized void end() {
    mailbox = null;
  }

  /**
   * Ends it where it takes too long, or where there is news that it was not told of.
   *
   * @param nanos so long it may take
   * @param patience how much longer the server may need to take note
   * @param force ends it in any case
   */
  void endAfter(long nanos, long patience, Runnable force) {
    if (!end(nanos) && isOver(nanos + patience)) {
      force.run();
    }
  }

  /** Ends it, if there is any. */
  void endNow() {
    end(0);
  }

  private boolean end(long nanos) {
    Mailbox waiting = due(nanos);
    if (waiting != null) {
      // In a thread of its own: where the server says nothing any more, it waits as well.
      Thread thread = new Thread(() -> interrupt(waiting), "questions-by-mail-go-on");
      thread.setDaemon(true);
      thread.start();
    }
    return waiting != null;
  }

  private synchronized Mailbox due(long nanos) {
    boolean isDue = mailbox != null && (mailbox.hasNews() || System.nanoTime() - since >= nanos);
    if (!isDue || interrupted) {
      return null;
    }
    interrupted = true;
    return mailbox;
  }

  private synchronized boolean isOver(long nanos) {
    return mailbox != null && System.nanoTime() - since >= nanos;
  }

  private static void interrupt(Mailbox waiting) {
    try {
      waiting.interrupt();
    } catch (MessagingException | IllegalStateException e) {
      // Then it has ended already, and whoever listened knows.
      return;
    }
  }
}
