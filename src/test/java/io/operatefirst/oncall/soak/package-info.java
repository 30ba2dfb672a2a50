/**
 * A quarter of a year in half an hour: the operator as it is shipped, teams that live, and a clock
 * that somebody else sets.
 */
package io.operatefirst.oncall.soak;
