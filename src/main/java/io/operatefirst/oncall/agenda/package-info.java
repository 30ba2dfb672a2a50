/** When something is to be looked at again: at a time by the wall clock, or every so often. */
package io.operatefirst.oncall.agenda;
