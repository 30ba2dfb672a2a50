/** What of the platform itself is not well: the ClusterOperators and the ClusterVersion. */
package io.operatefirst.oncall.intake.clusteroperators;
