package io.operatefirst.oncall.intake.events;

import io.operatefirst.oncall.api.EventsSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.spec.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one rotation wants to know of events, and what it knows. */
final class EventPost implements EventWatch.Reader {

  /** For so long API servers keep an Event, unless they are told otherwise. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final String rotationUid;
  private final EventsSpec spec;
  private final SortedSet<String> namespaces = new TreeSet<>();
  private final SortedSet<String> notAllowed = new TreeSet<>();
  private final Clock clock;
  private final EventWindow window;
  private final Instant complete;

  /**
   * @throws IllegalArgumentException where the window is no duration
   */
  EventPost(OnCallRotation rotation, Sight sight, Clock clock) {
    this.rotationUid = rotation.getMetadata().getUid();
    this.spec = rotation.getSpec().events();
    this.clock = clock;
    List<String> wanted =
        spec.namespaces().isEmpty()
            ? List.of(rotation.getMetadata().getNamespace())
            : spec.namespaces();
    wanted.forEach(name -> (sight.reaches(rotation, name) ? namespaces : notAllowed).add(name));
    Duration length = Durations.parse(spec.window());
    this.window = new EventWindow(length, spec.minCount());
    // What was seen before that, and would still count, the server may not have any more.
    this.complete = clock.instant().plus(length).minus(KEPT);
  }

  /** Whether it is about the rotation as it is now. */
  boolean isOf(OnCallRotation rotation) {
    return rotationUid.equals(rotation.getMetadata().getUid())
        && spec.equals(rotation.getSpec().events());
  }

  Set<String> namespaces() {
    return namespaces;
  }

  /** What it asks for and may not see. */
  SortedSet<String> notAllowed() {
    return notAllowed;
  }

  @Override
  public void see(WarningEvent event) {
    if (isWanted(spec.kinds(), event.subject().kind())
        && isWanted(spec.reasons(), event.subject().reason())) {
      window.see(event, clock.instant());
    }
  }

  private static boolean isWanted(List<String> asked, String found) {
    return asked.isEmpty() || asked.contains(found);
  }

  @Override
  public void gone(String uid) {
    window.gone(uid);
  }

  List<Happening> firing() {
    return window.firing(clock.instant());
  }

  /** Whether, with all its namespaces read, nothing can go on that it does not know. */
  boolean isComplete() {
    return !clock.instant().isBefore(complete);
  }

  int dropped() {
    return window.dropped();
  }
}
