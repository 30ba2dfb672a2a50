/**
 * The OnCallRotation controller: gather, decide, act, status. What is decided comes from {@code
 * schedule}; here it meets the API server. Creating a Handover entry is the one step that commits a
 * handover; everything after it may be repeated.
 */
package io.operatefirst.oncall.rotation;
