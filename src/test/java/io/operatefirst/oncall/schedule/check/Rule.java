package io.operatefirst.oncall.schedule.check;

/** One subject of the rules, judged handover by handover. */
interface Rule {

  void judge(Step step, Findings findings);
}
