package io.operatefirst.oncall.calendar;

import static java.util.stream.Collectors.toMap;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.schedule.Stint;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What is to be in the calendar of a rotation. Equal shifts give an equal text, whenever and
 * wherever it is written: so files can be compared, and a feed that has not changed is not sent
 * again.
 *
 * @param namespace of the rotation
 * @param rotation its name
 * @param zone the rotation's own, as a hint; the times are instants
 * @param displayNames what people call who is on the list; who has no such name is not in it
 * @param revised when the plan was made, which each event repeats: the last handover
 * @param stints in their order
 */
public record DutyCalendar(
    String namespace,
    String rotation,
    ZoneId zone,
    Map<String, String> displayNames,
    Instant revised,
    List<Stint> stints) {

  public DutyCalendar {
    displayNames = Map.copyOf(displayNames);
    stints = List.copyOf(stints);
  }

  /** What people call those on a list. */
  public static Map<String, String> displayNames(List<EngineerSpec> engineers) {
    return engineers.stream()
        .filter(engineer -> engineer.displayName() != null)
        .collect(toMap(EngineerSpec::name, EngineerSpec::displayName, (first, same) -> first));
  }

  /** What of it is one person's duty. */
  public DutyCalendar of(String engineer) {
    return new DutyCalendar(
        namespace,
        rotation,
        zone,
        displayNames,
        revised,
        stints.stream()
            .filter(stint -> stint.engineer().filter(engineer::equals).isPresent())
            .toList());
  }

  /** A person as others know them, such as {@code Alice Example (alice)}. */
  public String known(String engineer) {
    String display = displayNames.get(engineer);
    return display == null ? engineer : display + " (" + engineer + ")";
  }
}
