package io.operatefirst.oncall.schedule;

/**
 * One line of the list with its checkbox.
 *
 * @param engineer whose it is
 * @param done whether the turn of this cycle has been taken
 * @param present whether they were available for at least one shift of this cycle
 * @param excused whether they were away throughout the last cycle and are not back yet
 */
public record Box(String engineer, boolean done, boolean present, boolean excused) {

  static Box unchecked(String engineer) {
    return new Box(engineer, false, false, false);
  }

  Box checked() {
    return new Box(engineer, true, true, false);
  }

  Box seenPresent() {
    return new Box(engineer, done, true, false);
  }
}
