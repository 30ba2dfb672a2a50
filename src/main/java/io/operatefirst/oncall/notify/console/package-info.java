/** The banner of the OpenShift console. */
package io.operatefirst.oncall.notify.console;
