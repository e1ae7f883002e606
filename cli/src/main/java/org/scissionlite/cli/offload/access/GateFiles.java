package org.scissionlite.cli.offload.access;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.security.EdgeGate;
import org.scissionlite.offload.security.ServerTls;
import org.scissionlite.offload.security.Tokens;

/**
 * What the options of a listening port name; null where one was not given.
 *
 * @param prefix how the options begin, such as "--"
 * @param certificate that is shown
 * @param key of it
 * @param authorities whose certificates are asked for
 * @param tokens that are asked for
 * @param isInsecure whether the clear is meant
 */
record GateFiles(
    String prefix, Path certificate, Path key, Path authorities, Path tokens, boolean isInsecure) {
  /**
   * The gate.
   *
   * @param tell takes a line when a file that changed cannot be read
   * @throws UsageException for options that do not fit, or files that cannot be read
   */
  EdgeGate gate(Consumer<String> tell) {
    if ((certificate == null) != (key == null)) {
      throw new UsageException(words("%1$stls-cert and %1$stls-key belong together; give both"));
    }
    if (certificate == null && authorities != null) {
      throw new UsageException(
          words(
              "%1$stls-ca asks for certificates over TLS; give %1$stls-cert and %1$stls-key, too"));
    }
    if (certificate != null && isInsecure) {
      throw new UsageException(words("%1$sinsecure means no TLS; leave it or %1$stls-cert out"));
    }
    EdgeGate open = isInsecure ? EdgeGate.insecure() : EdgeGate.local();
    EdgeGate plain = tokens == null ? open : open.with(Tokens.of(tokens, tell));
    return certificate == null
        ? plain
        : plain.with(ServerTls.of(certificate, key, Optional.ofNullable(authorities), tell));
  }

  private String words(String message) {
    return message.replace("%1$s", prefix);
  }
}
