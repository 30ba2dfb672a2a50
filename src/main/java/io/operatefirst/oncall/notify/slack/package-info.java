/** Notices in Slack, and a user group there of whoever is on call. */
package io.operatefirst.oncall.notify.slack;
