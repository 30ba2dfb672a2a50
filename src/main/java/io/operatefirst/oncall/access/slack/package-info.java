/** Slack's own client, for those who tell people there and for those who listen. */
package io.operatefirst.oncall.access.slack;
