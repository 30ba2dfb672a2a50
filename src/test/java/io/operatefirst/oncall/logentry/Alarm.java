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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alerts, as an intake reports them to the log of a scene: they begin and end when the clock says.
 */
public record Alarm(LogBook book, Scene scene, Clock clock) {

  /**
   * One begins, or begins again.
   *
   * @return the name of its entry, where it makes one
   */
  public String rings(Severity severity, String alert) {
    return report(signal(severity, alert, FIRING, Optional.empty()));
  }

  /** The same, with a runbook that comes with it. */
  String rings(Severity severity, String alert, String runbook) {
    return report(signal(severity, alert, FIRING, Optional.of(runbook)));
  }

  /** Many begin at once. */
  public void ring(Severity severity, List<String> alerts) {
    report(
        alerts.stream().map(alert -> signal(severity, alert, FIRING, Optional.empty())).toList());
  }

  /** It is over, as far as the source knows. */
  void stops(Severity severity, String alert) {
    report(signal(severity, alert, ENDED, Optional.empty()));
  }

  private Signal signal(
      Severity severity, String alert, Member.State state, Optional<String> runbook) {
    Member member = new Member("1", clock.instant(), severity, Map.of(), state, false);
    return new Signal(
        SignalKey.of(Kind.ALERT, Map.of("alertname", alert)),
        alert,
        runbook,
        Optional.empty(),
        new Observation(true, 1, List.of(member)));
  }

  private String report(Signal signal) {
    report(List.of(signal));
    return signal.key().nameOf(scene.name(), clock.instant());
  }

  private void report(List<Signal> signals) {
    await("the log knows the rotation")
        .until(() -> book.rotation(scene.namespace(), scene.name()).isPresent());
    OnCallRotation rotation = book.rotation(scene.namespace(), scene.name()).orElseThrow();
    book.report(rotation, Kind.ALERT, signals, false);
    // Whom it concerns is decided with the first status, and tests move their clock.
    await("what is new has its status")
        .until(
            () ->
                book.entries(rotation)
                    .filter(LogEntries::isProblem)
                    .noneMatch(entry -> entry.getStatus() == null));
  }
}
