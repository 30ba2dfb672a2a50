package io.operatefirst.oncall.schedule.check;

import java.util.List;
import java.util.Map;

/**
 * What the checker has to say of a log.
 *
 * @param violations what is wrong; nothing where all rules were kept
 * @param oddities what is not wrong and rare, counted in shifts
 * @param book who was on call when
 */
public record Judgement(List<String> violations, Map<Oddity, Integer> oddities, DutyBook book) {}
