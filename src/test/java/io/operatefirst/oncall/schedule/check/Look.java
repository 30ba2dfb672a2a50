package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Handover;
import java.time.Instant;
import java.util.List;

/**
 * One look that the operator took at the rotation: what was due is committed, and what holds from
 * then on is shown to people.
 *
 * @param now what its clock said, be that right or wrong
 * @param spec the rotation as it was written then
 * @param overrides what people had agreed by then and not taken back, whomever it names
 * @param committed the handovers it committed, in their order
 */
public record Look(Instant now, Spec spec, List<Cover> overrides, List<Handover> committed) {

  public Look {
    overrides = List.copyOf(overrides);
    committed = List.copyOf(committed);
  }
}
