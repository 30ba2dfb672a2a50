/**
 * Mails to a list: read by IMAP from a mailbox that is subscribed to it, in which nothing is
 * changed.
 */
package io.operatefirst.oncall.intake.mail;
