/**
 * Shifts as a calendar that people subscribe to (RFC 5545). Pure: shifts in, text out. Only here is
 * the calendar library known.
 */
package io.operatefirst.oncall.calendar;
