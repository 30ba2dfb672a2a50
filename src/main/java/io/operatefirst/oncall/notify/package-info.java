/**
 * Tells people what concerns them, once. What is to be told is worked out by the controllers anew
 * each time; what was told is a receipt in the status of the resource that it is about: see
 * docs/notifications.md.
 */
package io.operatefirst.oncall.notify;
