/**
 * Lets the operator run while all around it goes wrong, by a plan that follows from a seed, and
 * then judges what it has left behind: see docs/chaos.md.
 */
package io.operatefirst.oncall.chaos;
