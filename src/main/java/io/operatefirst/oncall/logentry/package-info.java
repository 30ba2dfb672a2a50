/** The OnCallLogEntry controller: what the operator makes of what people wrote into an entry. */
package io.operatefirst.oncall.logentry;
