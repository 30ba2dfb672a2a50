package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The figures that made the team look for another rule, so that the comparison is a fair one. */
class OldBotTest {

  private static final LocalDate FROM = LocalDate.parse("2022-08-17");
  private static final LocalDate TO = LocalDate.parse("2023-01-31");

  private final RosterHistory history = RosterHistory.load();
  private final OldBot bot = new OldBot(history);

  @Test
  void spreadTurnsFromNoneToTwentyFour() {
    List<Long> turns =
        history.last().members().stream()
            .map(member -> count(day -> !isWeekend(day) && bot.onCall(day).equals(member)))
            .toList();

    assertThat(turns).containsExactly(20L, 0L, 5L, 24L, 23L, 24L, 24L);
  }

  @Test
  void gaveOutFortyEightWeekendShifts() {
    assertThat(count(OldBotTest::isWeekend)).isEqualTo(48);
  }

  @Test
  void hadOnePersonOnDutyTwiceRunningOverNewYear() {
    assertThat(bot.onCall(LocalDate.parse("2023-01-01")))
        .isEqualTo(bot.onCall(LocalDate.parse("2022-12-31")));
  }

  private static long count(Predicate<LocalDate> wanted) {
    return FROM.datesUntil(TO.plusDays(1)).filter(wanted).count();
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
