package io.operatefirst.oncall.api;

/**
 * That unhealthy ClusterOperators, and an unhealthy ClusterVersion, become entries of the log.
 * There is nothing to choose: its presence says it.
 */
public record ClusterOperatorsSpec() {}
