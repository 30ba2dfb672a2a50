/** Calendars of rotations over HTTP, for whoever may read them. */
package io.operatefirst.oncall.feed;
