package org.scissionlite.offload.security;

import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes those whom the authorities in a file believe, as it is now; on the device's side, only
 * for the host that was asked for. What is wrong with a certificate is said for a person.
 */
final class AuthorityTrust extends X509ExtendedTrustManager {
  private final Path file;
  private final Supplier<Authorities> source;

  AuthorityTrust(Path file, Supplier<Authorities> source) {
    this.file = file;
    this.source = source;
  }

  private interface Check {
    void by(X509ExtendedTrustManager trust) throws CertificateException;
  }

  private void check(X509Certificate[] chain, String host, Check check)
      throws CertificateException {
    Optional<String> problem = Validity.problem(chain[0], Instant.now());
    if (problem.isPresent()) {
      throw new CertificateProblem(problem.get(), null);
    }
    try {
      check.by(source.get().trust());
    } catch (CertificateException e) {
      throw new CertificateProblem(reason(chain[0], host, e), e);
    }
  }

  private String reason(X509Certificate certificate, String host, CertificateException failure) {
    String whose = "the certificate of " + Validity.subject(certificate);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> known = reason(whose, cause);
      if (known.isPresent()) {
        return known.get();
      }
    }
    String said = String.valueOf(failure.getMessage());
    return said.startsWith("No subject") || said.startsWith("No name")
        ? "%s is for %s, not for %s".formatted(whose, names(certificate), host)
        : whose + ": " + said;
  }

  private Optional<String> reason(String whose, Throwable cause) {
    if (cause instanceof CertPathValidatorException invalid
        && invalid.getReason() instanceof BasicReason reason) {
      return switch (reason) {
        case REVOKED -> Optional.of(whose + " was revoked");
        case UNDETERMINED_REVOCATION_STATUS ->
            Optional.of(
                "whether %s was revoked cannot be told: the list in %s is of another authority or too old"
                    .formatted(whose, file));
        case EXPIRED ->
            Optional.of(whose + " was issued by an authority whose own certificate has expired");
        default -> Optional.empty();
      };
    }
    return cause instanceof CertPathBuilderException
        ? Optional.of("%s was not issued by an authority in %s".formatted(whose, file))
        : Optional.empty();
  }

  private static String names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null || names.isEmpty()
          ? "no host (it has no subjectAltName)"
          : names.stream()
              .map(each -> String.valueOf(each.get(1)).replaceAll("\\p{Cntrl}", " "))
              .limit(5)
              .collect(Collectors.joining(", "));
    } catch (CertificateParsingException e) {
      return "no host that can be read";
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, engine.getPeerHost(), trust -> trust.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, "", trust -> trust.checkClientTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    String host = socket.getInetAddress().getHostName();
    check(chain, host, trust -> trust.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain, "", trust -> trust.checkClientTrusted(chain, type, socket));
  }

  /** Without a connection nobody knows which host was asked for. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("a certificate without a connection is not believed");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, "", trust -> trust.checkClientTrusted(chain, type));
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return source.get().trust().getAcceptedIssuers();
  }
}
