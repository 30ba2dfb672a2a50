package io.operatefirst.oncall.chaos;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.operatefirst.oncall.api.HandoverReason;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.chaos.Arrival.Told;
import io.operatefirst.oncall.rotation.HandoverEntries;
import io.operatefirst.oncall.rotation.QuietOperator;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.check.Look;
import io.operatefirst.oncall.schedule.check.ScheduleChecker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges what was left behind, by nothing else: each handover once and in order, each alert one
 * entry, each notice at least once and only then again when a leader was interrupted, and the
 * status as if nothing had happened.
 */
final class LogPromise {

  private static final String WEBHOOK = "Webhook";
  private static final String TEAM = "Team";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CONDITIONS =
      Set.of("Ready", "OnDuty", "HandedOver", "Covered", "Fair", "Documented");

  private final Aftermath left;
  private final List<String> violations = new ArrayList<>();
  private final List<OnCallLogEntry> handovers;

  private LogPromise(Aftermath left) {
    this.left = left;
    this.handovers =
        left.entries().stream()
            .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.HANDOVER)
            .sorted(Comparator.comparingLong(entry -> entry.getSpec().handover().sequence()))
            .toList();
  }

  /** What is wrong, each as a sentence; nothing where all was kept. */
  static List<String> violations(Aftermath left) {
    LogPromise promise = new LogPromise(left);
    promise.schedule();
    promise.alerts();
    promise.notices();
    promise.status();
    return promise.violations.stream().map(one -> left.team().name() + ": " + one).toList();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }

  private void requireEqual(Object actual, Object expected, String what) {
    require(Objects.equals(actual, expected), what + ": " + actual + " instead of " + expected);
  }

  private static Handover read(OnCallLogEntry entry) {
    return HandoverEntries.read(entry.getSpec().handover());
  }

  /** The one that knows nothing of the operator says whether the log is right. */
  private void schedule() {
    Stream<Look> looks =
        handovers.stream()
            .map(LogPromise::read)
            .map(
                handover ->
                    new Look(handover.at(), left.team().spec(), List.of(), List.of(handover)));
    Stream<Look> atLast = Stream.of(new Look(left.now(), left.team().spec(), List.of(), List.of()));
    violations.addAll(ScheduleChecker.violations(Stream.concat(looks, atLast).toList()));
    handovers.stream().findFirst().ifPresent(this::beginning);
    for (OnCallLogEntry entry : handovers) {
      requireEqual(
          entry.getMetadata().getName(),
          HandoverEntries.nameOf(left.team().name(), entry.getSpec().handover().sequence()),
          "the name of a handover");
      inTime(entry);
    }
  }

  /**
   * To the checker a log may begin in mid-life, as one does of which the oldest were cleared away;
   * here none were. Of when it begins nothing is said: had nobody looked for days, it is the shift
   * that runs by then.
   */
  private void beginning(OnCallLogEntry first) {
    requireEqual(first.getSpec().handover().sequence(), 1L, "the number that the log begins with");
    requireEqual(
        first.getSpec().handover().reason(), HandoverReason.FIRST_SHIFT, "why the log begins");
  }

  /** A handover tells only when it was due: when it was committed its entry tells. */
  private void inTime(OnCallLogEntry entry) {
    Handover handover = read(entry);
    // The server leaves out the fraction of the second.
    Instant created = Instant.parse(entry.getMetadata().getCreationTimestamp()).plusSeconds(1);
    Instant latest = left.reached().by(created);
    require(
        !handover.at().isAfter(latest) && !handover.at().isAfter(left.now()),
        "handover %d at %s was committed before its time: no clock was further than %s"
            .formatted(handover.sequence(), handover.at(), latest));
  }

  private void alerts() {
    List<OnCallLogEntry> entries =
        left.entries().stream()
            .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.ALERT)
            .toList();
    Map<String, List<OnCallLogEntry>> byName = entries.stream().collect(groupingBy(this::alertOf));
    requireEqual(byName.keySet(), left.alerts(), "alerts that have an entry");
    byName.forEach(
        (alert, its) -> {
          require(its.size() == 1, "%d entries of %s".formatted(its.size(), alert));
          its.forEach(entry -> alert(alert, entry));
        });
  }

  private void alert(String alert, OnCallLogEntry entry) {
    if (entry.getStatus() == null) {
      violations.add(alert + " has no status");
      return;
    }
    requireEqual(entry.getStatus().count(), 1, "how often " + alert + " happened");
    requireEqual(entry.getStatus().firing(), true, "that it fires, of " + alert);
    // Before the first shift there is nobody to be told.
    require(
        handovers.isEmpty()
            || receipts(entry).stream().anyMatch(told -> told.notice().equals("New")),
        "nobody was told of " + alert);
  }

  private String alertOf(OnCallLogEntry entry) {
    return entry.getSpec().source().alert().labels().stream()
        .filter(label -> label.name().equals("alertname"))
        .map(label -> label.value())
        .findFirst()
        .orElseThrow();
  }

  private void notices() {
    Map<Told, List<Arrival>> arrived =
        left.arrivals().stream().filter(this::isOurs).collect(groupingBy(Arrival::told));
    Set<Told> receipted =
        left.entries().stream().flatMap(entry -> receipts(entry).stream()).collect(toSet());
    for (Told receipt : receipted) {
      require(arrived.containsKey(receipt), "a receipt, and nothing arrived: " + receipt);
    }
    // Of a handover that is over nothing is owed any more, not even the receipt.
    Set<String> over =
        handovers.stream()
            .limit(Math.max(0, handovers.size() - 1))
            .map(entry -> entry.getMetadata().getName())
            .collect(toSet());
    arrived.forEach(
        (told, times) -> {
          require(
              receipted.contains(told) || over.contains(told.about()),
              "it arrived, and there is no receipt: " + told);
          once(told, times);
          toTheRightOne(told);
        });
    lastHandoverIsTold(receipted);
  }

  /** The teams share a sink. Of what is told of the rotation itself nothing is promised here. */
  private boolean isOurs(Arrival arrival) {
    String team = left.team().name();
    return arrival.rotation().equals(team) && !arrival.about().equals(team);
  }

  private void toTheRightOne(Told told) {
    Optional<OnCallLogEntry> about =
        left.entries().stream()
            .filter(entry -> entry.getMetadata().getName().equals(told.about()))
            .findFirst();
    require(about.isPresent(), "there is no such entry: " + told);
    if (told.notice().equals("Handover")) {
      Optional<String> taker =
          about.map(entry -> entry.getSpec().handover()).map(HandoverSpec::taker);
      require(
          told.to().equals(TEAM) || taker.equals(Optional.of(told.to())),
          "told of a handover that is to %s: %s".formatted(taker.orElse("nobody"), told));
    }
  }

  /** Each interruption makes up for one that comes again. */
  private void once(Told told, List<Arrival> times) {
    List<Interruption> unused =
        left.interruptions().stream()
            .sorted(Comparator.comparing(Interruption::until))
            .collect(toCollection(ArrayList::new));
    for (int i = 1; i < times.size(); i++) {
      Arrival first = times.get(i - 1);
      Arrival second = times.get(i);
      Optional<Interruption> why =
          unused.stream().filter(one -> one.explains(first.at(), second.at())).findFirst();
      require(
          why.isPresent(),
          "%s arrived at %s and at %s, and nothing was interrupted, or not as often"
              .formatted(told, first.at(), second.at()));
      why.ifPresent(unused::remove);
      if (told.notice().equals("Handover")) {
        requireEqual(second.id(), first.id(), "the id when it came again, of " + told);
      }
    }
  }

  private void lastHandoverIsTold(Set<Told> receipted) {
    if (handovers.isEmpty()) {
      return;
    }
    OnCallLogEntry last = handovers.get(handovers.size() - 1);
    HandoverSpec handover = last.getSpec().handover();
    if (handover.to() == null || handover.to().equals(handover.from())) {
      return;
    }
    for (String to : List.of(handover.to(), TEAM)) {
      Told told = new Told("Handover", last.getMetadata().getName(), to);
      require(receipted.contains(told), "not told: " + told);
    }
  }

  private static Set<Told> receipts(OnCallLogEntry entry) {
    if (entry.getStatus() == null || entry.getStatus().notices() == null) {
      return Set.of();
    }
    return entry.getStatus().notices().stream()
        .filter(receipt -> receipt.by().equals(WEBHOOK))
        .flatMap(receipt -> told(entry, receipt))
        .collect(toSet());
  }

  private static Stream<Told> told(OnCallLogEntry entry, NoticeStatus receipt) {
    return receipt.to().stream()
        .map(to -> new Told(receipt.notice(), entry.getMetadata().getName(), to));
  }

  /** But for what intakes and notices say, which is as it happened. */
  private void status() {
    ObjectNode shown = comparable(left.rotation().getStatus());
    ObjectNode quiet =
        comparable(QuietOperator.status(left.rotation(), left.entries(), left.now()));
    for (String field : (Iterable<String>) quiet::fieldNames) {
      requireEqual(shown.get(field), quiet.get(field), "the status' " + field);
    }
    require(handovers.isEmpty() || shown.size() == quiet.size(), "the status says more: " + shown);
  }

  private static ObjectNode comparable(OnCallRotationStatus status) {
    ObjectNode all = JSON.valueToTree(status == null ? OnCallRotationStatus.EMPTY : status);
    all.remove("notices");
    ArrayNode conditions = JSON.createArrayNode();
    all.path("conditions")
        .forEach(
            one -> {
              if (CONDITIONS.contains(one.path("type").asText())) {
                ((ObjectNode) one).remove("lastTransitionTime");
                conditions.add(one);
              }
            });
    all.set("conditions", conditions);
    return all;
  }
}
