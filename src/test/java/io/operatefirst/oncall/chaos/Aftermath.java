package io.operatefirst.oncall.chaos;

import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the operator has left behind of one team.
 *
 * @param rotation as it is on the cluster
 * @param entries its log, in any order
 * @param alerts the names of those that were fired
 * @param arrivals what people were told, in order
 * @param interruptions when replicas that led ended or were held up
 * @param reached how far their clocks have come
 * @param now what the clocks of the operator say
 */
record Aftermath(
    Team team,
    OnCallRotation rotation,
    List<OnCallLogEntry> entries,
    Set<String> alerts,
    List<Arrival> arrivals,
    List<Interruption> interruptions,
    Reached reached,
    Instant now) {

  Aftermath {
    entries = List.copyOf(entries);
    alerts = Set.copyOf(alerts);
    arrivals = List.copyOf(arrivals);
    interruptions = List.copyOf(interruptions);
  }
}
