package io.operatefirst.oncall.intake.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the Warning events of one namespace, once for all who want them, and keeps none: a list in
 * pages at the start, and from there a watch. Who comes later is read the list as well. A watch
 * that breaks goes on from where it was; where the server no longer knows that place, the list is
 * read again.
 */
final class EventWatch {

  private static final Logger LOG = LoggerFactory.getLogger(EventWatch.class);
  private static final long PAGE = 500;
  private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);
  private static final long HELD = TimeUnit.MINUTES.toNanos(1);

  private final KubernetesClient client;
  private final String namespace;
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final Set<Reader> newcomers = ConcurrentHashMap.newKeySet();
  private boolean busy;
  private boolean closed;
  private String version;
  private Connection connection;
  private int failures;
  private long notBefore = System.nanoTime();
  private volatile KubernetesClientException trouble;

  EventWatch(KubernetesClient client, String namespace) {
    this.client = askingOnce(client);
    this.namespace = namespace;
  }

  /** Else the client would try for minutes, and nobody would know that nothing is seen. */
  private static KubernetesClient askingOnce(KubernetesClient client) {
    return client
        .newClient(
            new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectLimit(0)
                .build())
        .adapt(KubernetesClient.class);
  }

  /** Is told of events; of some of them again. */
  interface Reader {

    void see(WarningEvent event);

    /** An Event object is deleted. */
    void gone(String uid);
  }

  void add(Reader reader) {
    newcomers.add(reader);
    readers.add(reader);
  }

  void remove(Reader reader) {
    readers.remove(reader);
    newcomers.remove(reader);
  }

  boolean hasReaders() {
    return !readers.isEmpty();
  }

  /** Whether a reader knows all that there is. */
  synchronized boolean isRead(Reader reader) {
    return connection != null && !newcomers.contains(reader);
  }

  /** Why it does not see anything; empty while it does, or has not tried yet. */
  Optional<KubernetesClientException> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Does what there is to do, if there is something: to be called again and again. */
  synchronized void tend(Executor executor) {
    boolean idle = connection != null && newcomers.isEmpty();
    if (!busy && !closed && !idle && System.nanoTime() - notBefore >= 0) {
      busy = true;
      executor.execute(this::connect);
    }
  }

  void close() {
    Connection last;
    synchronized (this) {
      closed = true;
      last = connection;
      connection = null;
    }
    if (last != null) {
      last.close();
    }
  }

  /** As if the network did: for tests. */
  void breakOff() {
    Connection last;
    synchronized (this) {
      last = connection;
    }
    if (last != null) {
      last.close();
    }
  }

  private void connect() {
    try {
      String from = place();
      List<Reader> all = List.copyOf(from == null ? readers : newcomers);
      if (from == null || !all.isEmpty()) {
        String listed = list(all);
        from = from == null ? listed : from;
        all.forEach(newcomers::remove);
      }
      open(from);
      trouble = null;
    } catch (KubernetesClientException e) {
      failed(e);
    } catch (RuntimeException e) {
      failed(new KubernetesClientException("events of namespace " + namespace, e));
    } finally {
      synchronized (this) {
        busy = false;
      }
    }
  }

  private synchronized String place() {
    return version;
  }

  /**
   * Reads all that there is; each page is dropped once it was looked at.
   *
   * @return the place in time that it is of
   */
  private String list(Collection<Reader> to) {
    EventList page;
    String next = null;
    do {
      page = warnings().list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      page.getItems().forEach(event -> tell(to, event));
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return page.getMetadata().getResourceVersion();
  }

  private void tell(Collection<Reader> to, Event event) {
    try {
      EventReader.read(event).ifPresent(read -> to.forEach(reader -> reader.see(read)));
    } catch (RuntimeException e) {
      LOG.warn("event {}/{} is not understood", namespace, event.getMetadata().getName(), e);
    }
  }

  private void open(String from) {
    Connection next = new Connection();
    synchronized (this) {
      if (closed || connection != null) {
        return;
      }
      version = from;
      connection = next;
    }
    try {
      next.open(from);
    } catch (KubernetesClientException e) {
      ended(next);
      throw e;
    }
  }

  private FilterWatchListDeletable<Event, EventList, Resource<Event>> warnings() {
    return client.v1().events().inNamespace(namespace).withField("type", "Warning");
  }

  private synchronized void failed(KubernetesClientException e) {
    if (e.getCode() == HttpURLConnection.HTTP_GONE) {
      version = null;
    }
    if (trouble == null && !closed) {
      LOG.warn("events of namespace {} are not seen: {}", namespace, e.getMessage());
    }
    trouble = e;
    pause();
  }

  /** Twice as long each time. */
  private synchronized void pause() {
    long pause = TimeUnit.SECONDS.toNanos(1) << Math.min(failures, 6);
    notBefore = System.nanoTime() + Math.min(pause, LONGEST_PAUSE);
    failures++;
  }

  private synchronized boolean ended(Connection ending) {
    boolean current = connection == ending;
    connection = current ? null : connection;
    return current;
  }

  private synchronized void reached(Connection by, String place) {
    if (connection == by && place != null) {
      version = place;
    }
  }

  private final class Connection implements Watcher<Event> {

    private final long since = System.nanoTime();
    private volatile Watch watch;

    void open(String from) {
      watch =
          warnings()
              .watch(
                  new ListOptionsBuilder()
                      .withResourceVersion(from)
                      .withAllowWatchBookmarks(true)
                      .build(),
                  this);
      synchronized (EventWatch.this) {
        if (!closed) {
          return;
        }
      }
      // It was closed while it opened.
      close();
    }

    void close() {
      Watch open = watch;
      if (open != null) {
        open.close();
      }
    }

    @Override
    public void eventReceived(Action action, Event event) {
      if (event == null || event.getMetadata() == null) {
        return;
      }
      if (action == Action.ADDED || action == Action.MODIFIED) {
        tell(readers, event);
      } else if (action == Action.DELETED) {
        readers.forEach(reader -> reader.gone(event.getMetadata().getUid()));
      }
      reached(this, event.getMetadata().getResourceVersion());
    }

    @Override
    public void onClose() {
      onClose(null);
    }

    /** Servers end watches now and then; that alone is no trouble. */
    @Override
    public void onClose(WatcherException cause) {
      synchronized (EventWatch.this) {
        if (!ended(this) || closed) {
          return;
        }
        if (System.nanoTime() - since > HELD) {
          failures = 0;
        }
        pause();
        if (cause != null && cause.isHttpGone()) {
          LOG.info("events of namespace {} are listed again: the place is too old", namespace);
          version = null;
        }
      }
    }
  }
}
