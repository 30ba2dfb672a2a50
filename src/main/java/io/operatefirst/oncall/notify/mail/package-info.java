/** Notices by e-mail. */
package io.operatefirst.oncall.notify.mail;
