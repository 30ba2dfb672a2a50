package io.operatefirst.oncall.log;

import java.util.Optional;

/**
 * A problem in the log, as far as its rules need to know it.
 *
 * @param severity how bad it is
 * @param runbookOfSource the runbook that came with it, as alerts have one; empty where none did
 * @param runbookOfLastTime the runbook that was written when the same happened before; empty where
 *     none was
 * @param escalated whether more people were told, since nobody took note
 * @param response what people have said of it
 */
public record Entry(
    Severity severity,
    Optional<String> runbookOfSource,
    Optional<String> runbookOfLastTime,
    boolean escalated,
    Response response) {

  /** Whether anything is known that tells what to do, be it of use or not. */
  boolean cameWithARunbook() {
    return runbookOfSource.isPresent() || runbookOfLastTime.isPresent();
  }
}
