package org.scissionlite.offload.security;

import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What a failure of TLS means for a person. The libraries behind TLS (the JDK's and BoringSSL) tell
 * what the other side said, an alert, each in words of its own.
 */
public final class TlsProblem {
  private static final int MOST_CHARACTERS = 300;

  private TlsProblem() {}

  /** On the side of a device; empty if it is no failure of TLS. */
  public static Optional<String> atClient(Throwable failure) {
    Optional<String> certificate = ofCertificate(failure);
    if (certificate.isPresent()) {
      return certificate;
    }
    if (isAnsweredInTheClear(failure)) {
      return Optional.of(
          "it speaks TLS alone; give --tls-ca with the authority of its certificate");
    }
    Optional<Throwable> tls = failure(failure);
    return tls.map(TlsProblem::byAlert);
  }

  /** A server that wants TLS, and tells so in the clear (RFC 9113, 7). */
  private static boolean isAnsweredInTheClear(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("HTTP/2 error code: INADEQUATE_SECURITY");
  }

  private static String byAlert(Throwable failure) {
    String said = said(failure);
    if (said.contains("not an ssl/tls record")) {
      return "it does not speak TLS on this port; leave --tls-ca out, or start it with --tls-cert and --tls-key";
    }
    if (said.contains("certificate_required") || said.contains("handshake_failure")) {
      return "it asks for a certificate of this device; give --tls-cert and --tls-key";
    }
    if (said.contains("certificate_revoked")) {
      return "the certificate of this device was revoked";
    }
    if (said.contains("certificate_expired")) {
      return "the certificate of this device has expired; make a new one";
    }
    if (said.contains("alert")) {
      return "it does not accept the certificate of this device (%s); its own log says why"
          .formatted(first(failure));
    }
    return first(failure);
  }

  /** On the side of an edge. */
  public static String atServer(Throwable failure) {
    Optional<String> certificate = ofCertificate(failure);
    if (certificate.isPresent()) {
      return certificate.get();
    }
    String said = said(failure);
    if (said.contains("peer_did_not_return_a_certificate")
        || said.contains("empty client certificate chain")
        || said.contains("certificate_required")) {
      return "it shows no certificate; a device is to be started with --tls-cert and --tls-key";
    }
    if (said.contains("alert")) {
      return "it does not accept the certificate of this edge (%s)".formatted(first(failure));
    }
    return said.contains("closedchannel") || said.contains("timed out")
        ? "it ended before its TLS handshake was finished"
        : "its TLS handshake failed: " + first(failure);
  }

  /** What is wrong with a certificate, on either side; empty if it is something else. */
  public static Optional<String> ofCertificate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateProblem problem) {
        return Optional.of(problem.getMessage());
      }
    }
    return Optional.empty();
  }

  private static Optional<Throwable> failure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  private static String said(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      all.append(cause.getClass().getSimpleName()).append(' ').append(cause.getMessage());
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }

  private static String first(Throwable failure) {
    String line =
        String.valueOf(failure(failure).orElse(failure).getMessage())
            .replaceAll("\\s+", " ")
            .replaceFirst("^error:[0-9a-f]+:SSL routines:OPENSSL_internal:", "");
    return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS);
  }
}
