package org.scissionlite.offload.security;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Whether a certificate is valid at a time. */
final class Validity {
  private static final int MOST_CHARACTERS = 200;

  private Validity() {}

  /** Why it is not valid, in words; empty if it is. */
  static Optional<String> problem(X509Certificate certificate, Instant now) {
    Instant begin = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      return Optional.of(
          "the certificate of %s expired on %s; make a new one"
              .formatted(subject(certificate), seconds(end)));
    }
    if (now.isBefore(begin)) {
      return Optional.of(
          "the certificate of %s is valid from %s on; is the clock of this machine right? It says %s"
              .formatted(subject(certificate), seconds(begin), seconds(now)));
    }
    return Optional.empty();
  }

  /** Whose certificate it is, for messages: whoever made it may have written anything. */
  static String subject(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName().replaceAll("\\p{Cntrl}", " ");
    return "'%s'"
        .formatted(name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS));
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
