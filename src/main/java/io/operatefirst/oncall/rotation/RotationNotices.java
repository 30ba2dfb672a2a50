package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.joining;

import io.operatefirst.oncall.api.CoverStatus;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallOverrideStatus.Phase;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.notify.Notice;
import io.operatefirst.oncall.notify.Subject;
import io.operatefirst.oncall.notify.Text;
import io.operatefirst.oncall.rotation.Backlog.Debt;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is told of a rotation and of what people agree: by the rules of docs/notifications.md, in
 * coverage only.
 *
 * @param rotation with its list
 * @param outlook the same, as it stands
 */
record RotationNotices(OnCallRotation rotation, Outlook outlook) {

  private static final int TOLD = 20;
  private static final String NOBODY_AVAILABLE = "NobodyAvailable-";
  private static final String DEBTS = "Debts-";

  /**
   * That nobody is available, or will not be: to all, any of whom may mend it. And what whoever has
   * handed over still owes: to them.
   */
  List<Notice> ofRotation(Backlog backlog) {
    return disturbsNobody()
        ? List.of()
        : Stream.of(nobodyAvailable(), gapAhead(), debts(backlog)).flatMap(told -> told).toList();
  }

  /**
   * The receipts that belong into the status. What was told of an earlier handover is never told
   * again, and so gives way to what may be; of the rest the newest.
   */
  static List<NoticeStatus> kept(List<NoticeStatus> receipts, Outlook outlook) {
    return kept(receipts, sequence(outlook));
  }

  static List<NoticeStatus> kept(List<NoticeStatus> receipts, long sequence) {
    List<NoticeStatus> current =
        receipts.stream().filter(receipt -> !isOfAnother(receipt.notice(), sequence)).toList();
    int over = Math.max(0, current.size() - OnCallRotationStatus.MOST_NOTICES);
    return current.subList(over, current.size());
  }

  private static boolean isOfAnother(String notice, long sequence) {
    return Stream.of(NOBODY_AVAILABLE, DEBTS)
        .anyMatch(kind -> notice.startsWith(kind) && !notice.equals(kind + sequence));
  }

  private static long sequence(Outlook outlook) {
    return outlook.last().map(Handover::sequence).orElse(0L);
  }

  private Stream<Notice> nobodyAvailable() {
    return outlook.current().filter(stint -> stint.engineer().isEmpty()).stream()
        .flatMap(
            stint ->
                toAll(
                    NOBODY_AVAILABLE + sequence(outlook),
                    new Text(
                        headline("Nobody is available until " + moment(stint.time().end())),
                        new Gaps(outlook).condition().getMessage())));
  }

  private Stream<Notice> gapAhead() {
    return outlook
        .upcoming()
        .filter(stint -> stint.engineer().isEmpty())
        .map(Stint::time)
        .findFirst()
        .stream()
        .flatMap(
            gap ->
                toAll(
                    "GapAhead-" + outlook.roster().calendar().clock().dateAt(gap.start()),
                    new Text(
                        headline("Nobody will be available from " + moment(gap.start())),
                        new Gaps(outlook).condition().getMessage())));
  }

  private Stream<Notice> debts(Backlog backlog) {
    return outlook.last().stream()
        .filter(last -> !last.giver().equals(last.taker()))
        .flatMap(last -> last.giver().stream().flatMap(giver -> debts(last, giver, backlog)));
  }

  private Stream<Notice> debts(Handover last, String giver, Backlog backlog) {
    List<Debt> owed =
        backlog.owed().stream()
            .filter(debt -> debt.engineer().filter(giver::equals).isPresent())
            .toList();
    if (owed.isEmpty()) {
      return Stream.empty();
    }
    String links =
        owed.stream()
            .limit(TOLD)
            .map(
                debt ->
                    "\n\n%s\n  oc patch ocl %s -n %s --type merge -p '{\"spec\":{\"runbook\":\"https://…\"}}'"
                        .formatted(
                            debt.summary(), debt.entry(), rotation.getMetadata().getNamespace()))
            .collect(joining());
    String more = owed.size() > TOLD ? "\n\nand %d more".formatted(owed.size() - TOLD) : "";
    return to(
        List.of(giver),
        Subject.of(rotation),
        DEBTS + last.sequence(),
        new Text(
            headline(
                owed.size() == 1
                    ? "A runbook is yours to write"
                    : owed.size() + " runbooks are yours to write"),
            "You were on call, and it is resolved; what to do the next time is written nowhere yet."
                + " Write it, and link it:"
                + links
                + more));
  }

  /**
   * That somebody covers, or does not any more: to both.
   *
   * @param status of the override, as it is about to be written
   */
  List<Notice> ofOverride(OnCallOverride override, OnCallOverrideStatus status) {
    boolean holds = status.phase() == Phase.SCHEDULED || status.phase() == Phase.ACTIVE;
    if (disturbsNobody()) {
      return List.of();
    }
    if (status.phase() == Phase.ENDED) {
      return ended(override).toList();
    }
    if (!holds) {
      return cutShort(override, status).toList();
    }
    return status.covers().isEmpty() ? List.of() : covers(override, status);
  }

  /** Within a shift duty goes back without a handover; at its end the handover says all. */
  private Stream<Notice> ended(OnCallOverride override) {
    return end(override).filter(this::isWithinShift).stream()
        .flatMap(
            end ->
                handedBack(override, override.getSpec().engineer(), " again", endedKey(override)));
  }

  /** Rejected or overridden while it holds; that may happen again, and so the key has the time. */
  private Stream<Notice> cutShort(OnCallOverride override, OnCallOverrideStatus status) {
    return status.covers().stream()
        .filter(cover -> isWithinShift(Instant.parse(cover.end())))
        .flatMap(
            cover ->
                handedBack(
                    override,
                    cover.engineer(),
                    isTakenOver(status) ? "" : " again",
                    endedKey(override) + "-" + cover.end()));
  }

  private boolean isWithinShift(Instant end) {
    return outlook.last().filter(last -> last.at().isBefore(end)).isPresent()
        && !end.isAfter(outlook.now());
  }

  /** By a newer override: who has the duty then did not have it before. */
  private static boolean isTakenOver(OnCallOverrideStatus status) {
    return Conditions.find(status.conditions(), Conditions.INEFFECTIVE)
        .filter(condition -> condition.getReason().equals(Conditions.OVERRIDDEN))
        .isPresent();
  }

  private Stream<Notice> handedBack(
      OnCallOverride override, String coverer, String again, String key) {
    return outlook
        .current()
        .filter(stint -> stint.engineer().filter(name -> !name.equals(coverer)).isPresent())
        .stream()
        .flatMap(
            stint -> {
              String onCall = stint.engineer().orElseThrow();
              return to(
                  List.of(coverer, onCall),
                  Subject.of(override),
                  key,
                  new Text(
                      headline(
                          "%s is on call%s, until %s"
                              .formatted(onCall, again, moment(stint.time().end()))),
                      "What %s had taken over has ended.".formatted(coverer)));
            });
  }

  /** Empty where it ends with a shift. */
  private static Optional<Instant> end(OnCallOverride override) {
    String to = override.getSpec().to();
    return to.contains("T") ? Optional.of(OffsetDateTime.parse(to).toInstant()) : Optional.empty();
  }

  private List<Notice> covers(OnCallOverride override, OnCallOverrideStatus status) {
    Set<String> both =
        Set.copyOf(
            status.covers().stream()
                .flatMap(cover -> Stream.of(cover.engineer(), cover.whose()))
                .filter(name -> name != null)
                .toList());
    CoverStatus first = status.covers().get(0);
    String reason = override.getSpec().reason();
    Text text =
        new Text(
            headline(tell(first)),
            status.covers().stream().map(this::tell).collect(joining("\n"))
                + (reason == null ? "" : "\n\nReason: " + reason.strip())
                + "\n\nIt is taken back by:\n  oc delete oco %s -n %s"
                    .formatted(
                        override.getMetadata().getName(), override.getMetadata().getNamespace()));
    return to(both, Subject.of(override), coverKey(override, status), text).toList();
  }

  private static String endedKey(OnCallOverride override) {
    return "Ended-" + override.getMetadata().getGeneration();
  }

  /** Who was told last that it does not hold any more is told where it does again. */
  private static String coverKey(OnCallOverride override, OnCallOverrideStatus status) {
    String key = "Cover-" + override.getMetadata().getGeneration();
    String cutShort = endedKey(override) + "-";
    String last =
        Optional.ofNullable(status.notices()).orElse(List.of()).stream()
            .map(NoticeStatus::notice)
            .filter(
                told -> told.equals(key) || told.startsWith(key + "-") || told.startsWith(cutShort))
            .reduce((earlier, later) -> later)
            .orElse(key);
    return last.startsWith(cutShort)
        ? Conditions.find(status.conditions(), Conditions.ACTIVE)
            .map(active -> key + "-" + active.getLastTransitionTime())
            .orElse(key)
        : last;
  }

  private String tell(CoverStatus cover) {
    return "%s covers for %s from %s until %s"
        .formatted(
            cover.engineer(),
            cover.whose() == null ? "nobody" : cover.whose(),
            moment(Instant.parse(cover.start())),
            moment(Instant.parse(cover.end())));
  }

  private Stream<Notice> to(Collection<String> names, Subject about, String key, Text text) {
    return rotation.getSpec().engineers().stream()
        .filter((EngineerSpec engineer) -> names.contains(engineer.name()))
        .map(engineer -> new Notice(about, key, new Audience.One(engineer), false, text));
  }

  private Stream<Notice> toAll(String key, Text text) {
    return Stream.of(
        new Notice(
            Subject.of(rotation),
            key,
            new Audience.Everyone(rotation.getSpec().engineers()),
            false,
            text));
  }

  private boolean disturbsNobody() {
    return rotation.getSpec().notifications() == null
        || outlook.roster().calendar().dutyTime(outlook.now()) != DutyTime.IN_COVERAGE;
  }

  private String moment(Instant instant) {
    return Moment.of(instant, outlook.zone());
  }

  private String headline(String text) {
    return "[" + rotation.getMetadata().getName() + "] " + text;
  }
}
