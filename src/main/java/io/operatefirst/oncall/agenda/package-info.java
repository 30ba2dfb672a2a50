/** When something is to be looked at again, by the wall clock. */
package io.operatefirst.oncall.agenda;
