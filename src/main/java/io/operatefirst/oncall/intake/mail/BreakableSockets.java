package io.operatefirst.oncall.intake.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the sockets of a connection, which another thread may break off: a server that says nothing
 * any more keeps no thread.
 */
final class BreakableSockets extends SSLSocketFactory {

  private static final Logger LOG = LoggerFactory.getLogger(BreakableSockets.class);

  private final SSLSocketFactory trusting;
  private final List<Socket> plain = new ArrayList<>();
  private boolean broken;

  BreakableSockets(SSLSocketFactory trusting) {
    this.trusting = trusting;
  }

  /** At once, whatever it is doing; there will be none after it either. */
  synchronized void breakOff() {
    broken = true;
    closePlain();
  }

  private void closePlain() {
    for (Socket socket : plain) {
      try {
        // Not by TLS, which would say good-bye first, and wait where nobody listens.
        socket.close();
      } catch (IOException e) {
        // It is of no use any more in any case.
        LOG.debug("a socket was not closed", e);
      }
    }
  }

  /** The library connects, and then asks for TLS. */
  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean autoClose)
      throws IOException {
    synchronized (this) {
      plain.add(connected);
      if (broken) {
        closePlain();
        throw new IOException("broken off");
      }
    }
    return trusting.createSocket(connected, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return trusting.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return trusting.getSupportedCipherSuites();
  }
}
