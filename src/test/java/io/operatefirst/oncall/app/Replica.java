package io.operatefirst.oncall.app;

import io.operatefirst.oncall.OperatorAccount;
import io.operatefirst.oncall.Run;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged operator as a process of its own, as its image and deploy/ start it, with short
 * leases.
 */
public final class Replica {

  private final ProcessBuilder command;
  private final File log;
  private Process process;
  private long begun;

  /**
   * @param kubeconfig where the API server is
   * @param log what it prints, over all its lives
   */
  public Replica(Path kubeconfig, File log) {
    this.log = log;
    command =
        new ProcessBuilder(Shipped.operator())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    command
        .environment()
        .putAll(
            Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "QUARKUS_HTTP_PORT", "0",
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_KUBERNETES_CLIENT_NAMESPACE", OperatorAccount.NAME,
                "ONCALL_LEADER_LEASE_DURATION", "4S",
                "ONCALL_LEADER_RENEW_DEADLINE", "3S",
                "ONCALL_LEADER_RETRY_PERIOD", "1S"));
  }

  /** The same, with something of its environment said otherwise. */
  public Replica with(String variable, String value) {
    command.environment().put(variable, value);
    return this;
  }

  /** Of its present life. */
  public long pid() {
    return process.pid();
  }

  /** The most that it has taken of the machine's memory until now, in MiB. */
  public long highestMemory() throws IOException {
    String peak =
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(peak.replaceAll("\\D", "")) / 1024;
  }

  public Replica start() {
    try {
      begun = log.length();
      process = command.start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Lets it live for a time, kills it with SIGKILL, and starts it again.
   *
   * @return whether it was killed; false where it had ended by itself, which is what it does where
   *     it could not renew its lease in time
   */
  public boolean killAfter(Duration time) throws InterruptedException {
    boolean endedByItself = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    stop();
    start();
    return !endedByItself;
  }

  public void stop() {
    process.destroyForcibly().onExit().join();
  }

  /** Whether its first life has begun. */
  public boolean hasStarted() {
    try {
      return Files.readString(log.toPath()).contains("Installed features");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end (SIGTERM), which it must do in time. */
  public void terminate(Duration atMost) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("it did not end within " + atMost);
    }
  }

  /** Holds it in the middle of whatever it does (SIGSTOP), as a machine does that is overloaded. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT), without a sign to it that time has passed. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    Run.of(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())));
  }

  public boolean hasEnded() {
    return !process.isAlive();
  }

  /** Whether it has come to lead in its present life. */
  public boolean leads() {
    try (RandomAccessFile lines = new RandomAccessFile(log, "r")) {
      byte[] life = new byte[Math.toIntExact(lines.length() - begun)];
      lines.seek(begun);
      lines.readFully(life);
      return new String(life, StandardCharsets.UTF_8).contains("this replica leads");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
