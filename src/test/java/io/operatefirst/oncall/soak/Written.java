package io.operatefirst.oncall.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideSpec;
import io.operatefirst.oncall.api.OnCallRotationSpec;
import io.operatefirst.oncall.api.SwapSpec;
import io.operatefirst.oncall.schedule.Cadence;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Engineer;
import io.operatefirst.oncall.schedule.Order;
import io.operatefirst.oncall.schedule.Region;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.Window;
import io.operatefirst.oncall.schedule.WorkCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a team decides, as it writes it on the cluster. */
final class Written {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Written() {}

  /**
   * The spec of a rotation.
   *
   * @param name of the rotation, which is also the label of its alerts
   * @param hook where its notices go
   */
  static OnCallRotationSpec rotation(String name, Roster roster, String hook) {
    return JSON.convertValue(
        Map.of(
            "engineers",
            roster.engineers().values().stream().map(Written::engineer).toList(),
            "schedule",
            schedule(roster),
            "order",
            order(roster),
            "suspend",
            roster.suspended(),
            "alerts",
            Map.of("from", List.of("platform"), "matchers", List.of("team=\"" + name + "\"")),
            "notifications",
            Map.of("webhook", webhook(hook))),
        OnCallRotationSpec.class);
  }

  private static Map<String, Object> webhook(String hook) {
    return Map.of("url", hook, "signingSecret", Map.of("name", "hook", "key", "key"));
  }

  private static Map<String, Object> engineer(Engineer engineer) {
    Map<String, Object> written = new HashMap<>();
    written.put("name", engineer.name());
    written.put(
        "timeOff",
        engineer.timeOff().stream()
            .map(off -> Map.of("from", off.from().toString(), "to", off.to().toString()))
            .toList());
    engineer.holidays().ifPresent(region -> written.put("holidays", place(region)));
    return written;
  }

  private static Map<String, Object> schedule(Roster roster) {
    WorkCalendar calendar = roster.calendar();
    Map<String, Object> holidays = new HashMap<>();
    calendar.holidays().ifPresent(region -> holidays.putAll(place(region)));
    holidays.put("add", dates(calendar.added()));
    holidays.put("remove", dates(calendar.removed()));
    LocalTime to = calendar.coverage().to();
    return Map.of(
        "cadence",
        roster.handovers().cadence() == Cadence.WEEKLY ? "Weekly" : "Daily",
        "startDate",
        roster.startDate().toString(),
        "timeZone",
        calendar.clock().zone().getId(),
        "handoverTime",
        roster.handovers().time().toString(),
        "handoverDay",
        day(roster.handovers().weekBegins()),
        "workingDays",
        calendar.workingDays().stream().map(Written::day).toList(),
        "coverage",
        Map.of(
            "from",
            calendar.coverage().from().toString(),
            "to",
            to.equals(LocalTime.MIDNIGHT) ? "24:00" : to.toString()),
        "holidays",
        holidays);
  }

  private static Map<String, Object> order(Roster roster) {
    Order order = roster.order();
    return Map.of(
        "atEndOfList",
        order.atEndOfList() == Order.AtEndOfList.SHUFFLE ? "Shuffle" : "Repeat",
        "seed",
        order.seed(),
        "minimumRest",
        order.minimumRest(),
        "done",
        order.done().stream().filter(roster::lists).toList());
  }

  private static Map<String, Object> place(Region region) {
    return Map.of("country", region.country().toUpperCase(Locale.ROOT));
  }

  private static List<String> dates(Collection<LocalDate> dates) {
    return dates.stream().map(LocalDate::toString).toList();
  }

  private static String day(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /** What two people agreed: a cover, or a swap where it is two of them. */
  static OnCallOverride override(String rotation, List<Cover> agreed) {
    Cover cover = agreed.get(0);
    OnCallOverride override = new OnCallOverride();
    override.setMetadata(new ObjectMetaBuilder().withName(cover.override()).build());
    override.setSpec(
        new OnCallOverrideSpec(
            rotation,
            cover.engineer(),
            cover.whose().orElse(null),
            from(cover.window()),
            to(cover.window()),
            agreed.stream()
                .skip(1)
                .findFirst()
                .map(back -> new SwapSpec(from(back.window()), to(back.window())))
                .orElse(null),
            null,
            cover.countsAsTurn()));
    return override;
  }

  private static String from(Window window) {
    return window instanceof Window.Dates dates
        ? dates.from().toString()
        : ((Window.Exactly) window).time().start().toString();
  }

  private static String to(Window window) {
    return window instanceof Window.Dates dates
        ? dates.to().toString()
        : ((Window.Exactly) window).time().end().toString();
  }
}
