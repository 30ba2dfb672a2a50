package io.operatefirst.oncall.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Covers;
import io.operatefirst.oncall.schedule.Draft;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.Order;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the teams of the soak write is read as what they mean. */
class WrittenTest {

  private static final Instant NOW = Instant.parse("2027-03-01T12:10:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2027-03-01");
  private static final int TEAMS = 10;
  private static final int EDITS = 60;

  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final RosterReader rosters =
      new RosterReader(serialization, new JollydayHolidays(), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void aRotationIsReadAsItIsMeant() {
    for (int seed = 0; seed < TEAMS; seed++) {
      LivingTeam team = new LivingTeam("sre", new Random(seed), TODAY);
      for (int edit = 0; edit < EDITS; edit++) {
        assertThat(read(team.draft()))
            .as("seed %d", seed)
            .usingRecursiveComparison()
            .ignoringFieldsOfTypes(JollydayHolidays.class)
            .isEqualTo(meant(team.draft()));
        team.edit(NOW);
      }
    }
  }

  @Test
  void anAgreementIsReadAsItIsMeant() {
    for (int seed = 0; seed < TEAMS; seed++) {
      LivingTeam team = new LivingTeam("sre", new Random(seed), TODAY);
      List<Cover> meant = team.agreement(NOW);
      OnCallOverride written = Written.override("sre", meant);
      Covers read =
          new OverrideReader(serialization)
              .agreed(team.draft().roster(), List.of(written))
              .covers();
      assertThat(read.agreed())
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(new Covers(meant).agreed());
    }
  }

  private Roster read(Draft draft) {
    OnCallRotation rotation = new OnCallRotation();
    rotation.setMetadata(
        new ObjectMetaBuilder()
            .withName("sre")
            .withNamespace("team")
            .withCreationTimestamp(NOW.toString())
            .build());
    rotation.setSpec(Written.rotation("sre", draft.roster(), "https://hooks.example.org/oncall"));
    Reading reading = rosters.read(rotation, true);
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid) reading).roster();
  }

  /** But for who is said to be done and has left, which means nothing once it has begun. */
  private static Roster meant(Draft draft) {
    Roster roster = draft.roster();
    Order order = roster.order();
    return new Roster(
        roster.engineers(),
        roster.handovers(),
        new Order(
            order.atEndOfList(),
            order.seed(),
            order.minimumRest(),
            Set.copyOf(order.done().stream().filter(roster::lists).toList())),
        roster.startDate(),
        roster.suspended(),
        Covers.NONE,
        roster.sprints());
  }
}
