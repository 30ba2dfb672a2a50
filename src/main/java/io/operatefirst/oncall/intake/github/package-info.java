/**
 * Listens on GitHub: issues and pull requests that are questions become entries of the log, and
 * what people do about them there is written down.
 */
package io.operatefirst.oncall.intake.github;
