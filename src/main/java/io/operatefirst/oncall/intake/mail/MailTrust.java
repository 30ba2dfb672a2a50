package io.operatefirst.oncall.intake.mail;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trust in whom the JVM trusts, and in whoever is signed by the certificates of a PEM file. */
final class MailTrust {

  private MailTrust() {}

  /**
   * Reads the file.
   *
   * @param file of the administrator; empty where there is none
   * @throws IllegalArgumentException where it cannot be read, which names it
   */
  static SSLSocketFactory in(Optional<Path> file) {
    try {
      X509ExtendedTrustManager usual = trusting(null);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null,
          new TrustManager[] {
            file.isEmpty() ? usual : new Either(usual, trusting(store(file.get())))
          },
          null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "oncall.mail-ca-file: %s holds no certificates that can be read (%s)"
              .formatted(file.map(Path::toString).orElse("the JVM"), e.getMessage()),
          e);
    }
  }

  private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
    Collection<? extends Certificate> certificates;
    try (InputStream in = Files.newInputStream(file)) {
      certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException("no certificate");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry(Integer.toString(number++), certificate);
    }
    return store;
  }

  /** Those of a store; null: those of the JVM. */
  private static X509ExtendedTrustManager trusting(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return Stream.of(trust.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** One of the two is enough. Extended, so that the JVM leaves checks of its own to them. */
  private static final class Either extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager one;
    private final X509ExtendedTrustManager other;

    Either(X509ExtendedTrustManager one, X509ExtendedTrustManager other) {
      this.one = one;
      this.other = other;
    }

    private interface Check {
      void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private void either(Check check) throws CertificateException {
      try {
        check.by(one);
      } catch (CertificateException e) {
        check.by(other);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      either(by -> by.checkServerTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      either(by -> by.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      either(by -> by.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("only servers are trusted");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("only servers are trusted");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("only servers are trusted");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return Stream.of(one, other)
          .flatMap(by -> Stream.of(by.getAcceptedIssuers()))
          .toArray(X509Certificate[]::new);
    }
  }
}
