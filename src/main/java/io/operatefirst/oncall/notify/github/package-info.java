/** Answers on GitHub, and whom an issue is assigned to. */
package io.operatefirst.oncall.notify.github;
