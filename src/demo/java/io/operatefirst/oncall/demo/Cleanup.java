package io.operatefirst.oncall.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is left to do when the JVM ends, be it by Ctrl-C and be it in the middle of the start: the
 * operator ends first, then the API servers that it may be talking to.
 */
final class Cleanup implements Runnable {

  private static final long PATIENCE_SECONDS = 20;

  private final Deque<ApiServer> servers = new ArrayDeque<>();
  private volatile CountDownLatch operators = new CountDownLatch(0);

  <S extends ApiServer> S register(S server) {
    synchronized (servers) {
      servers.push(server);
    }
    return server;
  }

  void operatorBegins() {
    operators = new CountDownLatch(1);
  }

  void operatorEnded() {
    operators.countDown();
  }

  @Override
  public void run() {
    try {
      if (!operators.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("The operator did not end in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (servers) {
      servers.forEach(ApiServer::close);
    }
  }
}
