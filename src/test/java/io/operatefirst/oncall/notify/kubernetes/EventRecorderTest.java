package io.operatefirst.oncall.notify.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An Event has a name that the server takes, and is no reason to stop where it takes none. */
class EventRecorderTest {

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final EventRecorder.News NEWS =
      new EventRecorder.News(EventRecorder.Kind.NORMAL, "Escalated", "escalation-1", "told");

  @Test
  void itSaysOfWhatItIs() {
    assertThat(EventRecorder.name(entry("disk-full", "u"), NEWS))
        .isEqualTo("disk-full.escalation-1.00000075");
  }

  /** As long as that of a custom resource may be, and cut where no name may end. */
  @Test
  void aLongNameLeavesRoomForWhatIsTold() {
    for (String name : new String[] {"a".repeat(253), "a".repeat(228) + "-.-".repeat(8) + "a"}) {
      String event = EventRecorder.name(entry(name, "u"), NEWS);

      assertThat(event).hasSizeLessThanOrEqualTo(253).contains(".escalation-1.");
      assertThat(event.split("\\.", -1)).allMatch(label -> label.matches(LABEL));
      assertThat(EventRecorder.name(entry(name, "another"), NEWS)).isNotEqualTo(event);
    }
  }

  /** Where the cluster keeps its Events apart, they alone may fail. */
  @Test
  void oneThatIsNotTakenHoldsNobodyUp() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger status = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    try (KubernetesClient client = client(server.getAddress().getPort())) {
      EventRecorder recorder = new EventRecorder(client, Clock.systemUTC());
      for (int refused : new int[] {403, 409, 429, 500, 503}) {
        status.set(refused);
        recorder.record(entry("disk-full", "u"), NEWS);
      }
      assertThat(asked).hasValue(5);

      server.stop(0);
      assertThatThrownBy(() -> recorder.record(entry("disk-full", "u"), NEWS))
          .as("nobody is there, nor for anything else")
          .isInstanceOf(KubernetesClientException.class);
    }
  }

  private static KubernetesClient client(int port) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl("http://127.0.0.1:" + port)
                .withRequestRetryBackoffLimit(0)
                .build())
        .build();
  }

  private static OnCallLogEntry entry(String name, String uid) {
    OnCallLogEntry entry = new OnCallLogEntry();
    entry.setMetadata(
        new ObjectMetaBuilder().withNamespace("ops").withName(name).withUid(uid).build());
    return entry;
  }
}
