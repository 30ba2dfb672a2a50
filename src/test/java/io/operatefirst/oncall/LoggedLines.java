package io.operatefirst.oncall;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** All that is logged from its making to its end, by anybody. */
public final class LoggedLines implements AutoCloseable {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(
              "%s %s %s"
                  .formatted(
                      entry.getMessage(),
                      Arrays.toString(entry.getParameters()),
                      entry.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  public LoggedLines() {
    handler.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(handler);
  }

  public List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(handler);
  }
}
