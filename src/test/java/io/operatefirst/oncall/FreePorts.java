package io.operatefirst.oncall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports of this host on which nobody listens: for whoever must say beforehand where it will. */
public final class FreePorts {

  private FreePorts() {}

  /** One of them. */
  public static int one() {
    return some(1)[0];
  }

  /** As many, each another. */
  public static int[] some(int number) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < number; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
  }
}
