package io.operatefirst.oncall.bench;

import java.io.IOException;

/** A benchmark, as a program. */
interface Bench {

  void run() throws IOException, InterruptedException;

  /** Runs one and ends the JVM, which the threads of its clients would keep. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  static void toTheEnd(Bench bench) {
    int status = 1;
    try {
      bench.run();
      status = 0;
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      System.exit(status);
    }
  }
}
