package io.operatefirst.oncall.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * To whom a shift goes, and why.
 *
 * @param engineer empty where nobody is available
 * @param reason the rule that decided
 * @param passedOver who was asked as well and does not have it, in the order of the list
 */
public record Choice(Optional<String> engineer, Reason reason, List<PassedOver> passedOver) {

  public Choice {
    passedOver = List.copyOf(passedOver);
  }

  /** The rules, in the order in which they are tried. */
  public enum Reason {
    /** The first with a box of an earlier cycle who is there and rested. */
    CARRIED_BOX,
    /** The first with an open box who is there and rested. */
    NEXT_ON_LIST,
    /** Nobody who is there is rested: the one whose last shift is longest ago. */
    LEAST_TIRED,
    /** Nobody is there on all days: the one there on most. */
    THERE_ON_MOST,
    /** Everybody is away. */
    NOBODY_AVAILABLE
  }

  /** Somebody with an open box to whom the shift does not go, and why. */
  public sealed interface PassedOver {

    String engineer();

    /** They are away then. */
    record Away(Absence absence) implements PassedOver {
      @Override
      public String engineer() {
        return absence.engineer();
      }
    }

    /**
     * It would come too soon after their last.
     *
     * @param shifts so many others lie in between
     */
    record NotRested(String engineer, int shifts) implements PassedOver {}
  }

  /** The same after others were asked in vain. */
  Choice after(Choice inVain) {
    List<PassedOver> all = new ArrayList<>(inVain.passedOver);
    passedOver.stream().filter(item -> inVain.why(item.engineer()).isEmpty()).forEach(all::add);
    return new Choice(engineer, reason, all);
  }

  /** Why it did not go to somebody; empty where they were not asked, or have it. */
  public Optional<PassedOver> why(String name) {
    return passedOver.stream().filter(item -> item.engineer().equals(name)).findFirst();
  }
}
