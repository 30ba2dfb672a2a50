package io.operatefirst.oncall.schedule;

import java.util.Optional;

/**
 * One pass through the list.
 *
 * @param number from 1
 * @param seed the seed its order was shuffled with; empty where the order is as written
 */
public record Cycle(int number, Optional<String> seed) {}
