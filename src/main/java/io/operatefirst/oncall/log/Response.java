package io.operatefirst.oncall.log;

import java.util.Optional;

/**
 * What people have said of an entry.
 *
 * @param acknowledgedBy who has taken note; empty where nobody has
 * @param resolved whether somebody says that it is over
 * @param runbook where what to do is written, since this happened; empty where it is not
 * @param runbookOutdated whether the runbook that came with it did not help
 */
public record Response(
    Optional<String> acknowledgedBy,
    boolean resolved,
    Optional<String> runbook,
    boolean runbookOutdated) {}
