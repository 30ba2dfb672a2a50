/** The log as records that outlive it: for an archive, a spreadsheet or a report. */
package io.operatefirst.oncall.export;
