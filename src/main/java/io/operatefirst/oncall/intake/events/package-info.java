/**
 * Warning events, as Kubernetes writes them about its objects: watched, and counted over a time.
 */
package io.operatefirst.oncall.intake.events;
