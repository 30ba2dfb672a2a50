package io.operatefirst.oncall.intake;

/** Whether this replica is the one that writes: the others watch nothing and take nothing. */
@FunctionalInterface
public interface Lead {

  boolean isHere();
}
