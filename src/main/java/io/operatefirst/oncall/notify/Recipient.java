package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.EngineerSpec;

/** To whom a message goes. */
public sealed interface Recipient {

  /** What receipts call them. */
  String name();

  /** One engineer of the list. */
  record Engineer(EngineerSpec engineer) implements Recipient {

    @Override
    public String name() {
      return engineer.name();
    }
  }

  /** The team, at the place where it talks with each other. */
  record Team() implements Recipient {

    /** No engineer's: these are in lower case. */
    @Override
    public String name() {
      return "Team";
    }
  }
}
