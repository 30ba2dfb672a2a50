/**
 * Who is on call when: the rules of the schedule, as docs/schedule.md tells them. Pure: no
 * Kubernetes, no clock, no I/O; everything is a value, and the holiday library stands behind {@link
 * io.operatefirst.oncall.schedule.PublicHolidays}.
 */
package io.operatefirst.oncall.schedule;
