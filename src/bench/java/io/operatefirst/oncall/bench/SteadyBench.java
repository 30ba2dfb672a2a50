package io.operatefirst.oncall.bench;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.OperatorAccount;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;

/**
 * What the operator asks of the API server while nothing happens: besides its watches, the lease,
 * and whose a token is, there should be nothing.
 */
public final class SteadyBench {

  private static final int ROTATIONS = 1000;
  private static final int ENTRIES_EACH = 10;

  /** It has done all that there was to do. */
  private static final Duration QUIET = Duration.ofSeconds(15);

  private static final Duration LOOKED_AT = Duration.ofMinutes(5);

  /** Longer than a leader goes without renewing its lease. */
  private static final Duration RENEWED = Duration.ofMinutes(2);

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private SteadyBench() {}

  /** Runs it, and prints what was asked. */
  public static void main(String... arguments) {
    Bench.toTheEnd(() -> run());
  }

  private static void run() throws IOException, InterruptedException {
    ApiServer server = ApiServer.another();
    Asked asked = new Asked(server.audit());
    // No handover until it is over.
    LocalTime anHourAgo = LocalTime.now(ZoneOffset.UTC).minusHours(1);
    Teams teams = new Teams(server, "%02d:00".formatted(anHourAgo.getHour()));
    Running running = Program.shipped(server).start();
    try {
      teams.add(ROTATIONS, ENTRIES_EACH);
      teams.awaitAllLookedAt();
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Teams.LOOK)
          .until(() -> asked.since(Instant.now().minus(QUIET)).isEmpty());
      LeaseSpec before = lease(server);
      Instant begun = Instant.now();
      Awaitility.await()
          .atMost(LOOKED_AT.multipliedBy(2))
          .pollInterval(Teams.LOOK)
          .until(() -> isOver(begun, running));
      requireSameLeader(before, lease(server));
      System.out.printf(
          "%d rotations, %d entries, %d minutes: asked %s%n",
          ROTATIONS,
          ROTATIONS * ENTRIES_EACH,
          LOOKED_AT.toMinutes(),
          Asked.counted(asked.since(begun)));
    } finally {
      running.close();
    }
  }

  private static boolean isOver(Instant begun, Running running) {
    running.requireAlive();
    return Instant.now().isAfter(begun.plus(LOOKED_AT));
  }

  private static LeaseSpec lease(ApiServer server) {
    return server.client().leases().inNamespace(OperatorAccount.NAME).list().getItems().stream()
        .findFirst()
        .orElseThrow()
        .getSpec();
  }

  /** Who does not lead asks nothing either. */
  private static void requireSameLeader(LeaseSpec before, LeaseSpec after) {
    boolean led =
        !after.getHolderIdentity().isEmpty()
            && after.getHolderIdentity().equals(before.getHolderIdentity())
            && after.getRenewTime().toInstant().isAfter(Instant.now().minus(RENEWED));
    if (!led) {
      throw new IllegalStateException(
          "it did not lead all the time: %s, then %s".formatted(before, after));
    }
  }
}
