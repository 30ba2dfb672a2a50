package io.operatefirst.oncall.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which what is shown is known again. */
public final class Sha256 {

  private Sha256() {}

  /** Of what is sent: 32 bytes. */
  public static byte[] of(byte[] sent) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(sent);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
