package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.OnCallRotation;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands out in the log of a rotation.
 *
 * @param rotation whose
 * @param open how many problems are not resolved
 * @param oldestUnacknowledged since when the oldest of them waits for somebody to take note; empty
 *     where none does
 * @param oldestDebt since when the oldest of the runbooks is owed; empty where none is
 */
public record RotationLog(
    OnCallRotation rotation,
    int open,
    Optional<Instant> oldestUnacknowledged,
    Optional<Instant> oldestDebt) {}
