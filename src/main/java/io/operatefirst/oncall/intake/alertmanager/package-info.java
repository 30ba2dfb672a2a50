/** Alerts, as Alertmanagers tell of them: asked again and again (pull), or sent by them (push). */
package io.operatefirst.oncall.intake.alertmanager;
