/**
 * Where work comes from: each room here turns its world into signals, reports them to the log, and
 * says of itself whether it hears what it is to watch.
 */
package io.operatefirst.oncall.intake;
