package io.operatefirst.oncall;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * What is asked for before it is there, such as the status of an entry that was made just now, is
 * asked for again, as a false assertion is; the last exception is told when the time is over. That
 * is long, since it costs nothing where all is well, and a machine may be busy with a storm beside.
 */
public final class Patience implements QuarkusTestBeforeEachCallback {

  @Override
  public void beforeEach(QuarkusTestMethodContext context) {
    Awaitility.ignoreExceptionsByDefault();
    Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
  }
}
