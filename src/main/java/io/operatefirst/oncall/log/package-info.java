/**
 * What happened, and what is owed: how an entry of the on-call log goes from open to closed, and
 * when a runbook is still to be written. Pure: nothing here knows a cluster.
 */
package io.operatefirst.oncall.log;
