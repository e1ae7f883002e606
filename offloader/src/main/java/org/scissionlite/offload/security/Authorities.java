package org.scissionlite.offload.security;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.PemFile;

/**
 * Those whose certificates are believed, and the certificates that they have revoked: the blocks of
 * one PEM file.
 *
 * @param trust the JDK's check by them
 */
record Authorities(X509ExtendedTrustManager trust) {
  /**
   * Reads them.
   *
   * @throws UsageException if the file cannot be read or holds no certificate
   */
  static Authorities read(Path file) {
    PemFile pem = PemFile.read(file);
    try {
      return new Authorities(manager(pem.certificates(), pem.revocations()));
    } catch (GeneralSecurityException e) {
      throw new UsageException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static X509ExtendedTrustManager manager(
      List<X509Certificate> certificates, List<X509CRL> revocations)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters(store(certificates), revocations)));
    if (factory.getTrustManagers()[0] instanceof X509ExtendedTrustManager manager) {
      return manager;
    }
    throw new ScissionLiteException("this Java checks no certificates of TLS");
  }

  private static KeyStore store(List<X509Certificate> certificates)
      throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("authority" + i, certificates.get(i));
      }
      return store;
    } catch (java.io.IOException e) {
      throw new ScissionLiteException("cannot make a key store in memory", e);
    }
  }

  /** Where nobody was revoked, nothing else says whether one was. */
  private static PKIXBuilderParameters parameters(KeyStore store, List<X509CRL> revocations)
      throws GeneralSecurityException {
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
    parameters.setRevocationEnabled(!revocations.isEmpty());
    if (!revocations.isEmpty()) {
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(revocations)));
      PKIXRevocationChecker checker =
          (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
      checker.setOptions(
          EnumSet.of(
              PKIXRevocationChecker.Option.PREFER_CRLS,
              PKIXRevocationChecker.Option.NO_FALLBACK,
              PKIXRevocationChecker.Option.ONLY_END_ENTITY));
      parameters.addCertPathChecker(checker);
    }
    return parameters;
  }
}
