package io.operatefirst.oncall.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.QuietOperator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The judge sees what it is there to see: a log of five shifts is spoiled in one place each. */
class LogPromiseTest {

  private static final LocalDate MONDAY = LocalDate.of(2027, 3, 1);
  private static final Team TEAM =
      new Team(
          "team-0",
          List.of("alice", "bob", "carol"),
          false,
          LocalTime.of(9, 0),
          ZoneId.of("UTC"),
          true,
          1,
          new Team.Away("carol", MONDAY.plusDays(20), MONDAY.plusDays(20)),
          MONDAY);
  private static final Instant NOW = Instant.parse("2027-03-05T12:00:00Z");
  private static final Instant AT = Instant.parse("2026-11-27T08:00:00Z");
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private OnCallRotation rotation;
  private List<OnCallLogEntry> entries;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Interruption> interruptions = new ArrayList<>();
  private final Reached reached = new Reached();

  @BeforeEach
  void fiveShiftsAndAnAlert() {
    rotation =
        YAML.unmarshal(TEAM.rotation("https://hooks.example.org/oncall"), OnCallRotation.class);
    rotation.getMetadata().setNamespace("ops");
    rotation.getMetadata().setUid("uid-1");
    rotation.getMetadata().setGeneration(1L);
    rotation.getMetadata().setCreationTimestamp("2027-02-27T06:00:00Z");
    entries = new ArrayList<>(QuietOperator.log(rotation, NOW));
    entries.forEach(
        entry -> entry.getMetadata().setCreationTimestamp(entry.getSpec().handover().at()));
    reached.set(0, Instant.EPOCH, Duration.ZERO);
    entries.add(alert("team-0-alert-0", "team-0-alert-1234"));
    OnCallLogEntry last = entries.get(4);
    String taker = last.getSpec().handover().to();
    tell(last, "Handover", taker, "Team");
    tell(entries.get(5), "New", taker);
    rotation.setStatus(QuietOperator.status(rotation, entries, NOW));
  }

  @Test
  void nothingIsWrongWhereNothingHappened() {
    assertThat(entries).hasSize(6);
    assertThat(violations()).isEmpty();
  }

  @Test
  void aHandoverIsLost() {
    entries.remove(2);

    assertThat(violations()).anyMatch(one -> one.contains("its sequence number: 4 instead of 3"));
  }

  @Test
  void theFirstHandoverIsLost() {
    entries.remove(0);

    assertThat(violations())
        .anyMatch(one -> one.contains("the number that the log begins with: 2 instead of 1"))
        .anyMatch(one -> one.contains("END_OF_SHIFT instead of FIRST_SHIFT"));
  }

  @Test
  void theLastHandoverIsLost() {
    entries.remove(4);
    rotation.setStatus(QuietOperator.status(rotation, entries, NOW));

    assertThat(violations())
        .anyMatch(one -> one.contains("the boundary at 2027-03-05T09:00:00Z was missed"));
  }

  @Test
  void aHandoverIsDoubled() {
    OnCallLogEntry again = YAML.clone(entries.get(2));
    again.getMetadata().setName("team-0-handover-000009");
    entries.add(again);

    assertThat(violations())
        .anyMatch(one -> one.contains("its sequence number: 3 instead of 4"))
        .anyMatch(one -> one.contains("team-0-handover-000009 instead of team-0-handover-000003"));
  }

  @Test
  void twoHandoversChangePlaces() {
    OnCallLogEntry second = entries.get(1);
    OnCallLogEntry third = entries.get(2);
    OnCallLogEntry swapped = withSequence(second, third);
    entries.set(2, withSequence(third, second));
    entries.set(1, swapped);

    assertThat(violations()).anyMatch(one -> one.contains("who hands over"));
  }

  @Test
  void aHandoverIsCommittedBeforeItsTime() {
    entries.get(2).getMetadata().setCreationTimestamp("2027-03-03T08:59:58Z");
    assertThat(violations())
        .singleElement()
        .asString()
        .contains("handover 3", "was committed before its time");

    reached.set(1, Instant.EPOCH, Duration.ofSeconds(5));
    assertThat(violations()).isEmpty();
  }

  @Test
  void anAlertIsLostOrDoubled() {
    entries.add(alert("team-0-alert-0", "team-0-alert-5678"));
    assertThat(violations()).anyMatch(one -> one.contains("2 entries of team-0-alert-0"));

    entries.removeIf(entry -> entry.getMetadata().getName().startsWith("team-0-alert"));
    assertThat(violations()).anyMatch(one -> one.contains("alerts that have an entry: []"));
  }

  @Test
  void aNoticeIsLost() {
    arrivals.removeIf(arrival -> arrival.to().equals("Team"));

    assertThat(violations()).singleElement().asString().contains("nothing arrived", "to=Team");
  }

  @Test
  void aNoticeWasNeverSent() {
    entries.get(5).setStatus(status(List.of()));
    arrivals.removeIf(arrival -> arrival.notice().equals("New"));

    assertThat(violations()).singleElement().asString().contains("nobody was told of");
  }

  @Test
  void aNoticeComesTwice() {
    Arrival first = arrivals.get(2);
    arrivals.add(at(AT.plusSeconds(20), first));
    assertThat(violations()).singleElement().asString().contains("nothing was interrupted");

    interruptions.add(Interruption.at(AT.plusSeconds(10)));
    assertThat(violations()).isEmpty();
  }

  @Test
  void aNoticeComesMoreOftenThanThereWereInterruptions() {
    Arrival first = arrivals.get(2);
    arrivals.add(at(AT.plusSeconds(5), first));
    arrivals.add(at(AT.plusSeconds(10), first));
    interruptions.add(Interruption.at(AT.plusSeconds(5)));
    assertThat(violations()).singleElement().asString().contains("or not as often");

    interruptions.add(Interruption.at(AT.plusSeconds(5)));
    assertThat(violations()).isEmpty();
  }

  @Test
  void aHandoverIsToldToSomebodyElse() {
    OnCallLogEntry last = entries.get(4);
    String giver = last.getSpec().handover().from();
    String taker = last.getSpec().handover().to();
    arrivals.clear();
    tell(last, "Handover", taker, "Team", giver);
    tell(entries.get(5), "New", taker);

    assertThat(violations())
        .singleElement()
        .asString()
        .contains("told of a handover that is to " + taker, "to=" + giver);
  }

  @Test
  void somethingIsToldThatIsNotInTheLog() {
    arrivals.add(new Arrival(AT, "id-9", "team-0", "New", "team-0-alert-9999", "alice"));
    assertThat(violations())
        .anyMatch(one -> one.contains("there is no such entry") && one.contains("alert-9999"));
  }

  @Test
  void whatTheOtherTeamIsToldIsNotOurs() {
    arrivals.add(new Arrival(AT, "id-9", "team-1", "New", "team-1-alert-9999", "alice"));
    assertThat(violations()).isEmpty();
  }

  @Test
  void theStatusIsNotTrue() {
    rotation.setStatus(QuietOperator.status(rotation, entries.subList(0, 4), NOW));
    assertThat(violations())
        .anyMatch(one -> one.contains("the status' shift"))
        .anyMatch(one -> one.contains("the status' lastHandover"));
  }

  private List<String> violations() {
    return LogPromise.violations(
        new Aftermath(
            TEAM,
            rotation,
            entries,
            Set.of("team-0-alert-0"),
            arrivals,
            interruptions,
            reached,
            NOW));
  }

  private void tell(OnCallLogEntry entry, String notice, String... to) {
    entry.setStatus(
        status(List.of(new NoticeStatus(notice, "Webhook", List.of(to), NOW.toString()))));
    Arrays.stream(to)
        .map(
            who ->
                new Arrival(
                    AT, "id-" + who, TEAM.name(), notice, entry.getMetadata().getName(), who))
        .forEach(arrivals::add);
  }

  private static Arrival at(Instant instant, Arrival one) {
    return new Arrival(instant, one.id(), one.rotation(), one.notice(), one.about(), one.to());
  }

  private static OnCallLogEntryStatus status(List<NoticeStatus> receipts) {
    return YAML.unmarshal("firing: true\ncount: 1\nphase: Open\n", OnCallLogEntryStatus.class)
        .with(receipts);
  }

  private static OnCallLogEntry alert(String alert, String name) {
    OnCallLogEntry entry =
        YAML.unmarshal(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallLogEntry
            metadata: {name: %s, namespace: ops, creationTimestamp: "2027-03-04T10:00:00Z"}
            spec:
              rotation: team-0
              type: Alert
              severity: Critical
              summary: %s
              source: {startsAt: "2027-03-04T10:00:00Z", alert: {labels: [{name: alertname, value: %s}]}}
            """
                .formatted(name, alert, alert),
            OnCallLogEntry.class);
    entry.setStatus(status(List.of()));
    return entry;
  }

  /** One handover under the number of another. */
  private static OnCallLogEntry withSequence(OnCallLogEntry handover, OnCallLogEntry number) {
    return YAML.unmarshal(
        YAML.asYaml(handover)
            .replaceAll("sequence: \\d+", "sequence: " + number.getSpec().handover().sequence())
            .replaceAll("team-0-handover-\\d+", number.getMetadata().getName()),
        OnCallLogEntry.class);
  }
}
