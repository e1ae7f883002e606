package org.scissionlite.offload.stream.mqtt;

import java.util.Locale;
import java.util.Optional;
import org.scissionlite.offload.security.TlsProblem;

/** Why a broker takes nothing, in one line. */
final class MqttFailure {
  private MqttFailure() {}

  static String reason(Throwable failure, MqttAddress address) {
    Optional<String> certificate = TlsProblem.ofCertificate(failure);
    if (certificate.isPresent()) {
      return certificate.get();
    }
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null
            ? cause.getClass().getSimpleName()
            : cause.getMessage().replaceAll("\\s*\\R\\s*", " ");
    return message + hint(message, address);
  }

  /** A broker that understands nothing of what a client says ends the connection without a word. */
  private static String hint(String message, MqttAddress address) {
    if (!message.toLowerCase(Locale.ROOT).matches(".*(reset|closed|not an ssl/tls record).*")) {
      return "";
    }
    return address.tls()
        ? " (does the broker speak TLS on this port?)"
        : " (does the broker speak TLS on this port? then give mqtts:// in place of tcp://)";
  }
}
