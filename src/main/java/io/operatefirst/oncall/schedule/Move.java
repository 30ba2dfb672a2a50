package io.operatefirst.oncall.schedule;

import java.util.Optional;

/**
 * A time for which somebody else is on call than before.
 *
 * @param time from when to when
 * @param shift of which it is the whole or a part: as it was, or as it is where there was none
 * @param was who was on call; empty where nobody was
 * @param now who is on call; empty where nobody is
 * @param why the first cause that is true
 */
public record Move(
    Shift time, Shift shift, Optional<String> was, Optional<String> now, Cause why) {}
