package io.operatefirst.oncall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and the certificate that it has signed itself, made by the JDK's keytool. */
public final class Certificate {

  /** Of the file in which it is. */
  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "server";

  private final KeyStore store;

  private Certificate(KeyStore store) {
    this.store = store;
  }

  /** A new one, for a host. */
  public static Certificate make(String host) {
    try {
      return kept(Files.createTempDirectory("certificate").resolve("store.p12"), host);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one in a file (PKCS 12), for a host; a new one where there is no such file. */
  public static Certificate kept(Path file, String host) {
    if (!Files.exists(file)) {
      keytool(file, host);
    }
    try {
      return new Certificate(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path file, String host) {
    Run run =
        Run.of(
            new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toAbsolutePath().toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host + ",ip:127.0.0.1"));
    if (run.code() != 0) {
      throw new IllegalStateException(run.toString());
    }
  }

  /** As a Secret of type kubernetes.io/tls is mounted. */
  public void write(Path directory) {
    try {
      Files.writeString(
          directory.resolve("tls.crt"),
          pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
      Files.writeString(
          directory.resolve("tls.key"),
          pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shows it. */
  public SSLContext show() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trusts it and no other. */
  public SSLContext trust() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(
            type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), type);
  }
}
