/**
 * The demo: the operator as it is, with an API server, a sample rotation and a fast clock of its
 * own, and a board that shows what a cluster's users would see. Not part of what is shipped.
 */
package io.operatefirst.oncall.demo;
