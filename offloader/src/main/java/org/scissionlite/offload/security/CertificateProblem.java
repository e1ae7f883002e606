package org.scissionlite.offload.security;

import java.security.cert.CertificateException;

/** What is wrong with a certificate, in words for a person. */
final class CertificateProblem extends CertificateException {
  private static final long serialVersionUID = 1L;

  CertificateProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
