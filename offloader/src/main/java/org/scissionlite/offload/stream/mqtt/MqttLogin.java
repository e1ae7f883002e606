package org.scissionlite.offload.stream.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.AtomicWrite;

/**
 * Who publishes.
 *
 * @param user as the broker knows it
 * @param password empty where the broker asks for none
 */
public record MqttLogin(String user, Optional<String> password) {
  private static final int MOST_BYTES = 65_535;

  public MqttLogin {
    if (user.isEmpty() || bytes(user) > MOST_BYTES) {
      throw new UsageException("expected a user of 1 to %d bytes".formatted(MOST_BYTES));
    }
    if (bytes(password.orElse("")) > MOST_BYTES) {
      throw new UsageException("the password has more than %d bytes".formatted(MOST_BYTES));
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * A password of which a file holds nothing else; an end of line behind it does not belong to it.
   *
   * @throws UsageException if it cannot be read
   */
  public static String passwordIn(Path file) {
    try {
      if (Files.size(file) > 2 * MOST_BYTES) {
        throw new UsageException("%s is too long for a password".formatted(file));
      }
      return Files.readString(file).replaceFirst("\\R\\z", "");
    } catch (IOException e) {
      throw new UsageException(
          "cannot read the password in %s: %s".formatted(file, AtomicWrite.reason(e)), e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user;
  }
}
