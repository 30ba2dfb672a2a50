package io.operatefirst.oncall;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail server of the tests. */
class MailServerTest {

  private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private MailServer server;

  @BeforeEach
  void aServer() {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    server = MailServer.start();
  }

  @AfterEach
  void noServer() {
    server.down();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void aClientThatBreaksOffIsNoFailureOfATestBeside() throws IOException {
    breakOff();
    server.down();
    server.up();
    breakOff();

    assertThat(uncaught).isEmpty();
  }

  private void breakOff() throws IOException {
    for (int client = 0; client < 20; client++) {
      try (Socket socket = new Socket("localhost", server.imapPort())) {
        socket.getOutputStream().write("no TLS at all\r\n".getBytes(US_ASCII));
        socket.getInputStream().readAllBytes();
      }
    }
  }
}
