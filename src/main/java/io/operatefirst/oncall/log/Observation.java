package io.operatefirst.oncall.log;

import java.util.List;

/**
 * How a happening stands: what there is of it, and not what changed. So it may be observed again at
 * any time, by anybody, and changes nothing then.
 *
 * @param complete whether {@code members} is all that there is; else there may be others
 * @param times how often it was seen, as far as the source counts that itself; else 1
 * @param members what it is made of
 */
public record Observation(boolean complete, int times, List<Member> members) {

  /** It is over, and all of it. */
  public static final Observation NOTHING_LEFT = new Observation(true, 1, List.of());

  public Observation {
    members = List.copyOf(members);
  }
}
