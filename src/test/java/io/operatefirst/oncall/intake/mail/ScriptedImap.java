package io.operatefirst.oncall.intake.mail;

import io.operatefirst.oncall.MailServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A server with as many mails as one likes, which cannot tell of new ones by itself, and remembers
 * what it was asked for.
 */
final class ScriptedImap implements AutoCloseable {

  private static final Pattern FETCH = Pattern.compile("FETCH ([0-9:,]+) \\(.*INTERNALDATE.*");
  private static final Pattern UIDS = Pattern.compile("UID FETCH (\\d+):\\* \\(UID\\)");
  private static final Pattern TEXT = Pattern.compile("UID FETCH (\\d+) \\(BODY.PEEK\\[TEXT].*");

  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final ServerSocket server;
  private final AtomicInteger mails;

  ScriptedImap(int mails) {
    this.mails = new AtomicInteger(mails);
    try {
      server = MailServer.tls().getServerSocketFactory().createServerSocket(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "scripted-imap");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** One more mail is there, if anybody asks. */
  void arrive() {
    mails.incrementAndGet();
  }

  /** All that it was asked for, without tags. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        converse(client);
      } catch (IOException e) {
        // The client has gone, or the test is over.
        commands.add("END");
      }
    }
  }

  private void converse(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = client.getOutputStream();
    say(out, "* OK ready\r\n");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split(" ", 2);
      commands.add(parts[1].startsWith("LOGIN") ? "LOGIN" : parts[1]);
      say(out, answer(parts[1]) + parts[0] + " OK done\r\n");
    }
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private String answer(String command) {
    int there = mails.get();
    Matcher fetch = FETCH.matcher(command);
    Matcher uids = UIDS.matcher(command);
    Matcher text = TEXT.matcher(command);
    if (fetch.matches()) {
      return lines(numbers(fetch.group(1)), ScriptedImap::headers);
    }
    if (uids.matches()) {
      int first = Math.min(Integer.parseInt(uids.group(1)), there);
      return lines(
          IntStream.rangeClosed(first, there), i -> "* %d FETCH (UID %d)\r\n".formatted(i, i));
    }
    if (text.matches()) {
      int i = Integer.parseInt(text.group(1));
      return "* %d FETCH (UID %d BODY[TEXT]<0> {5}\r\nHello)\r\n".formatted(i, i);
    }
    return switch (command.split(" ", 2)[0]) {
      case "CAPABILITY" -> "* CAPABILITY IMAP4rev1\r\n";
      case "EXAMINE" ->
          "* %d EXISTS\r\n* FLAGS ()\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT %d] x\r\n"
              .formatted(there, there + 1);
      case "SEARCH" -> "* SEARCH" + lines(IntStream.rangeClosed(1, there), i -> " " + i) + "\r\n";
      case "NOOP" -> "* %d EXISTS\r\n".formatted(there);
      default -> "";
    };
  }

  private static String headers(int i) {
    String headers = Mails.toList("eve@example.org", "m" + i, "").split("\n\n", 2)[0];
    String written = headers.replace("\n", "\r\n") + "\r\n\r\n";
    return "* %d FETCH (UID %d INTERNALDATE \"23-Nov-2026 08:00:00 +0000\" BODY[HEADER.FIELDS (FROM)] {%d}\r\n%s)\r\n"
        .formatted(i, i, written.length(), written);
  }

  private static IntStream numbers(String set) {
    return List.of(set.split(",", -1)).stream()
        .flatMapToInt(
            range -> {
              String[] ends = range.split(":", 2);
              return IntStream.rangeClosed(
                  Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
            });
  }

  private static String lines(IntStream numbers, IntFunction<String> line) {
    return numbers.mapToObj(line).collect(Collectors.joining());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
