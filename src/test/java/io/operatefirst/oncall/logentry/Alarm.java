package io.operatefirst.oncall.logentry;

import static io.operatefirst.oncall.log.Member.State.ENDED;
import static io.operatefirst.oncall.log.Member.State.FIRING;
import static org.awaitility.Awaitility.await;

import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.operatefirst.oncall.rotation.Scene;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alerts, as an intake reports them to the log of a scene: they begin and end when the clock says.
 */
record Alarm(LogBook book, Scene scene, Clock clock) {

  /**
   * One begins, or begins again.
   *
   * @return the name of its entry, where it makes one
   */
  String rings(Severity severity, String alert) {
    return rings(severity, alert, Optional.empty());
  }

  /** The same, with a runbook that comes with it. */
  String rings(Severity severity, String alert, String runbook) {
    return rings(severity, alert, Optional.of(runbook));
  }

  private String rings(Severity severity, String alert, Optional<String> runbook) {
    return report(
        new Member("1", clock.instant(), severity, Map.of(), FIRING, false), alert, runbook);
  }

  /** It is over, as far as the source knows. */
  void stops(Severity severity, String alert) {
    report(
        new Member("1", clock.instant(), severity, Map.of(), ENDED, false),
        alert,
        Optional.empty());
  }

  private String report(Member member, String alert, Optional<String> runbook) {
    await("the log knows the rotation")
        .atMost(Duration.ofSeconds(60))
        .until(() -> book.rotation(scene.namespace(), scene.name()).isPresent());
    SignalKey key = SignalKey.of(Kind.ALERT, Map.of("alertname", alert));
    Observation all = new Observation(true, 1, List.of(member));
    book.report(
        rotation(),
        Kind.ALERT,
        List.of(new Signal(key, alert, runbook, Optional.empty(), all)),
        false);
    // By which time it is is decided with the first status, and tests move their clock.
    await("what is new has its status")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                book.entries(rotation())
                    .filter(LogEntries::isProblem)
                    .noneMatch(entry -> entry.getStatus() == null));
    return key.nameOf(scene.name(), member.since());
  }

  private OnCallRotation rotation() {
    return book.rotation(scene.namespace(), scene.name()).orElseThrow();
  }
}
