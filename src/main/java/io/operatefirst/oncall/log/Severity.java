package io.operatefirst.oncall.log;

/** How bad something is, the worst first. */
public enum Severity {
  CRITICAL,
  WARNING,
  INFO
}
