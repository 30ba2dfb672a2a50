package io.operatefirst.oncall.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that is ready.
 *
 * @param address where it listens
 * @param millis what it took from its start
 */
record Running(Process process, URI address, long millis) implements AutoCloseable {

  /** What it has of the machine's memory now, in MiB. */
  double rss() throws IOException {
    return memory("VmRSS:");
  }

  /** The most that it has had, in MiB. */
  double peak() throws IOException {
    return memory("VmHWM:");
  }

  private double memory(String line) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(one -> one.startsWith(line))
            .mapToLong(one -> Long.parseLong(one.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }

  /** Fails where it has ended: then what is measured of it is nothing. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("it has ended by itself");
    }
  }

  /** Ends it, and waits until it is gone. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
