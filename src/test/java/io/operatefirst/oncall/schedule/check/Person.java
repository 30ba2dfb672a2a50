package io.operatefirst.oncall.schedule.check;

import java.time.LocalDate;
import java.util.Set;

/**
 * Somebody on the list, because the checker needs no more of them than this.
 *
 * @param name unique on the list
 * @param away every date on which they are away, whatever the reason
 */
public record Person(String name, Set<LocalDate> away) {

  public Person {
    away = Set.copyOf(away);
  }
}
