package io.operatefirst.oncall.feed;

import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Stint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rotations that there are, with their handovers and with what is planned of them. */
public interface Rotations {

  /** Whether they are known. */
  boolean isOpen();

  /** One of them, if it is there. */
  Optional<OnCallRotation> find(String namespace, String name);

  /** All handovers that are in the log of one, in any order. */
  Stream<OnCallLogEntry> handovers(OnCallRotation rotation);

  /** Who will be on call when in the shifts to come of one, as far as they are planned. */
  List<Stint> planned(OnCallRotation rotation);
}
