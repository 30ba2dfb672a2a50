/**
 * What an OnCallOverride comes to: accepted or not, active, overridden, ended, of nobody's duty.
 * Its status is written by the rotation's controller, which knows who has the duty, or here, where
 * the rotation that it names does not exist.
 */
package io.operatefirst.oncall.override;
