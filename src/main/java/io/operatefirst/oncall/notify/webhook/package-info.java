/**
 * Notices posted to a system of the team's own, as <a href="https://cloudevents.io">CloudEvents
 * 1.0</a>, signed by <a href="https://www.standardwebhooks.com">Standard Webhooks</a>.
 */
package io.operatefirst.oncall.notify.webhook;
