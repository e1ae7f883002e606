package org.scissionlite.offload.device.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** What the logs and pages of both sides name a device and its requests by. */
final class RequestIds {
  /** Another name than the machine's. */
  private static final String NAME = "SCISSIONLITE_DEVICE_NAME";

  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
  private static final int MOST_CHARACTERS = 60;

  /** Sets the requests of this process apart from all others'. */
  private static final String PROCESS = HexFormat.of().toHexDigits(new SecureRandom().nextInt());

  private static final String DEVICE = device(System.getenv(NAME));
  private static final AtomicLong COUNT = new AtomicLong();

  private RequestIds() {}

  /** The id of one more request, such as "5f2a90c1-17". */
  static String next() {
    return PROCESS + "-" + COUNT.incrementAndGet();
  }

  /** The name of this device: SCISSIONLITE_DEVICE_NAME, or else the machine's. */
  static String device() {
    return DEVICE;
  }

  static String device(String wanted) {
    String name = wanted == null || wanted.isBlank() ? host() : wanted.strip();
    return name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS);
  }

  private static String host() {
    try {
      return Files.readString(HOST).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
