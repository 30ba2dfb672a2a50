/** The wiring: clock, configuration, leadership, and the one main of both modes. */
package io.operatefirst.oncall.app;
