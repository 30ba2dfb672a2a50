package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Handover;
import java.time.Instant;
import java.util.List;

/**
 * One look that the operator took at the rotation: what was due is committed, and what holds from
 * then on is shown to people.
 *
 * @param now what its clock said, be that right or wrong
 * @param spec the rotation as it was written then
 * @param committed the handovers it committed, in their order
 */
public record Look(Instant now, Spec spec, List<Handover> committed) {

  public Look {
    committed = List.copyOf(committed);
  }
}
