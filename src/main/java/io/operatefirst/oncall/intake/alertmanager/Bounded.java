package io.operatefirst.oncall.intake.alertmanager;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends with an error where there is too much of it. */
final class Bounded extends FilterInputStream {

  private long left;

  Bounded(InputStream in, long most) {
    super(in);
    this.left = most;
  }

  /** There is more than may be read. */
  static final class ExceededException extends IOException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int some = super.read(bytes, offset, length);
    count(Math.max(some, 0));
    return some;
  }

  private void count(int bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new ExceededException();
    }
  }
}
