package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.dependent.RecentOperationCacheFiller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import java.net.HttpURLConnection;

/** Commits handovers: creating the entry is the commit, and its name lets only one succeed. */
final class HandoverLog {

  private final KubernetesClient client;
  private final RecentOperationCacheFiller<OnCallLogEntry> cache;

  /**
   * @param client writes the entries
   * @param cache is told of each, so that the next reconciliation sees it
   */
  HandoverLog(KubernetesClient client, RecentOperationCacheFiller<OnCallLogEntry> cache) {
    this.client = client;
    this.cache = cache;
  }

  /** What became of the attempt to commit a handover. */
  sealed interface Commit {

    /**
     * It is committed.
     *
     * @param created whether by this attempt; else somebody came first: another replica, or this
     *     one before it was restarted
     */
    record Committed(OnCallLogEntry entry, boolean created) implements Commit {}

    /** Something else has the name of its entry. */
    record NameTaken(String name) implements Commit {}
  }

  /**
   * Creates the entry of a handover. Where its name is taken, the object is read from the server,
   * not from a cache: if it is the handover of that sequence it is taken as it is.
   */
  Commit commit(OnCallRotation rotation, HandoverSpec handover, String summary) {
    OnCallLogEntry entry = HandoverEntries.entry(rotation, handover, summary);
    try {
      OnCallLogEntry created = client.resource(entry).create();
      cache.handleRecentResourceCreate(ResourceID.fromResource(created), created);
      return new Commit.Committed(created, true);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      OnCallLogEntry there = client.resource(entry).get();
      if (there == null) {
        throw e;
      }
      boolean isIt =
          HandoverEntries.isOf(there, rotation)
              && HandoverEntries.isReadable(there)
              && there.getSpec().handover().sequence() == handover.sequence();
      return isIt
          ? new Commit.Committed(there, false)
          : new Commit.NameTaken(entry.getMetadata().getName());
    }
  }
}
