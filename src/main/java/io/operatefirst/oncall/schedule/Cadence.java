package io.operatefirst.oncall.schedule;

/** How often duty is handed over. */
public enum Cadence {
  DAILY,
  WEEKLY
}
