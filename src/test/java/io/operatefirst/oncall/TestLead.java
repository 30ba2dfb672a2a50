package io.operatefirst.oncall;

import io.operatefirst.oncall.intake.Lead;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Leads in tests, until a test says otherwise. */
@Alternative
@Priority(1)
@Singleton
public final class TestLead implements Lead {

  private volatile boolean here = true;

  public void set(boolean leads) {
    here = leads;
  }

  @Override
  public boolean isHere() {
    return here;
  }
}
