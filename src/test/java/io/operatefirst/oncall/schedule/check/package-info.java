/**
 * Judges a rotation's log against the rules of the schedule, sharing nothing with what made it: the
 * records that a log carries go in, sentences about what is wrong come out.
 */
package io.operatefirst.oncall.schedule.check;
