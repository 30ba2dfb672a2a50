/**
 * Listens in Slack, through a connection that the operator opens: who asks is offered to call the
 * person on duty, and what people do about it there is written down.
 */
package io.operatefirst.oncall.intake.slack;
