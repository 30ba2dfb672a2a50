/** The command line, which computes with the operator's own schedule code and needs no cluster. */
package io.operatefirst.oncall.preview;
