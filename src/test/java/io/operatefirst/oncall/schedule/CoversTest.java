package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has the duty where people have agreed on something else than the list says. */
class CoversTest {

  private static final WorkCalendar CALENDAR =
      new WorkCalendar(
          new WallClock(ZoneOffset.UTC),
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          new Coverage(LocalTime.of(9, 0), LocalTime.of(17, 0)),
          Optional.empty(),
          Set.of(),
          Set.of(),
          new JollydayHolidays());

  /** Tuesday nine o'clock to Wednesday nine o'clock. */
  private static final Shift TUESDAY = shift("07T09:00", "08T09:00");

  private final List<Cover> agreed = new ArrayList<>();

  @Test
  void aDateIsTheWholeShift() {
    agree("dentist", "bob", "alice", dates("07", "07"));

    assertThat(board("alice")).containsExactly("07T09:00 bob for alice");
  }

  @Test
  void aDateThatIsNotAmongTheDaysOfTheShiftIsNot() {
    agree("late", "bob", "alice", dates("08", "09"));

    assertThat(board("alice")).containsExactly("07T09:00 alice");
  }

  @Test
  void anInstantCutsTheShift() {
    agree("evening", "bob", "alice", exactly("07T20:00", "08T02:00"));

    assertThat(board("alice"))
        .containsExactly("07T09:00 alice", "07T20:00 bob for alice", "08T02:00 alice");
  }

  @Test
  void itIsTheDutyOfWhomItNames() {
    agree("dentist", "bob", "alice", dates("07", "07"));

    assertThat(board("carol")).containsExactly("07T09:00 carol");
  }

  @Test
  void withoutANameItIsTheDutyOfWhoeverHasIt() {
    agree("gladly", "bob", null, exactly("07T12:00", "07T13:00"));

    assertThat(board("carol"))
        .containsExactly("07T09:00 carol", "07T12:00 bob for carol", "07T13:00 carol");
    assertThat(board(null))
        .containsExactly("07T09:00 nobody", "07T12:00 bob for nobody", "07T13:00 nobody");
  }

  @Test
  void aCoverIsCovered() {
    agree("a", "bob", "alice", dates("07", "07"));
    agree("b", "carol", "bob", exactly("07T12:00", "07T14:00"));

    assertThat(board("alice"))
        .containsExactly(
            "07T09:00 bob for alice", "07T12:00 carol for alice", "07T14:00 bob for alice");
  }

  @Test
  void theNewerOfTwoForTheSamePersonHolds() {
    agree("a", "bob", "alice", dates("07", "07"));
    agree("b", "carol", "bob", dates("07", "07"));
    agree("c", "dave", "alice", exactly("07T12:00", "07T14:00"));

    assertThat(board("alice"))
        .containsExactly(
            "07T09:00 carol for alice", "07T12:00 dave for alice", "07T14:00 carol for alice");
  }

  @Test
  void whoTakesItBackHasIt() {
    agree("a", "bob", "alice", dates("07", "07"));
    agree("b", "alice", "bob", exactly("07T12:00", "07T14:00"));

    assertThat(board("alice"))
        .containsExactly(
            "07T09:00 bob for alice", "07T12:00 alice for alice", "07T14:00 bob for alice");
  }

  @Test
  void aSwapWithinOneShiftPassesNothingOn() {
    agree("swap", "bob", "alice", dates("07", "07"));
    agree("swap", "alice", "bob", dates("07", "07"));

    assertThat(board("alice")).containsExactly("07T09:00 alice");
    assertThat(board("carol")).containsExactly("07T09:00 carol");
  }

  @Test
  void aSwapWithinOneShiftLeavesWhatWasAgreedBefore() {
    agree("earlier", "alice", "carol", dates("07", "07"));
    agree("swap", "bob", "alice", exactly("07T12:00", "07T16:00"));
    agree("swap", "alice", "bob", exactly("07T14:00", "07T18:00"));

    assertThat(board("carol"))
        .containsExactly(
            "07T09:00 alice for carol", "07T12:00 bob for carol", "07T14:00 alice for carol");
  }

  @Test
  void whoHasItAnyhowCoversNobody() {
    agree("a", "alice", null, dates("07", "07"));

    assertThat(board("alice")).containsExactly("07T09:00 alice");
  }

  @Test
  void nothingIsChangedBeforeItWasAgreed() {
    agreed.add(
        new Cover("late", at("07T11:00"), "bob", Optional.of("alice"), dates("07", "07"), false));

    assertThat(board("alice")).containsExactly("07T09:00 alice", "07T11:00 bob for alice");
  }

  @Test
  void whatIsNotMadeYetIsNewerThanAllThatIsAndAboutAnyTime() {
    agreed.add(
        new Cover("a", Cover.NOT_YET, "carol", Optional.of("alice"), dates("07", "07"), false));
    agreed.add(
        new Cover("b", at("07T11:00"), "bob", Optional.of("alice"), dates("07", "07"), false));

    assertThat(board("alice")).containsExactly("07T09:00 carol for alice");
  }

  @Test
  void whatWasShownOfThePastStays() {
    agree("gone", "bob", "alice", exactly("07T10:00", "07T12:00"));
    List<Stint> before = stints("alice");
    agreed.clear();
    agree("new", "carol", "alice", exactly("07T11:30", "07T13:00"));

    Shown shown = new Shown(Optional.empty(), List.of(before.get(1).within(TUESDAY).orElseThrow()));

    assertThat(lines(shown.in(stints("alice"))))
        .containsExactly(
            "07T09:00 alice",
            "07T10:00 bob for alice",
            "07T12:00 carol for alice",
            "07T13:00 alice");
  }

  private void agree(String override, String engineer, String whose, Window window) {
    agreed.add(
        new Cover(override, Instant.EPOCH, engineer, Optional.ofNullable(whose), window, false));
  }

  private List<Stint> stints(String scheduled) {
    return new Covers(agreed).stints(new Duty(TUESDAY, Optional.ofNullable(scheduled)), CALENDAR);
  }

  private List<String> board(String scheduled) {
    return lines(stints(scheduled));
  }

  private static List<String> lines(List<Stint> stints) {
    return stints.stream()
        .map(
            stint ->
                stint.time().start().toString().substring(8, 16)
                    + " "
                    + stint.engineer().orElse("nobody")
                    + (stint.isCovered() ? " for " + stint.scheduled().orElse("nobody") : ""))
        .toList();
  }

  private static Window dates(String from, String to) {
    return new Window.Dates(LocalDate.parse("2024-05-" + from), LocalDate.parse("2024-05-" + to));
  }

  private static Window exactly(String from, String to) {
    return new Window.Exactly(shift(from, to));
  }

  private static Shift shift(String from, String to) {
    return new Shift(at(from), at(to));
  }

  private static Instant at(String time) {
    return Instant.parse("2024-05-" + time + ":00Z");
  }
}
