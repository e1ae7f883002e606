package org.scissionlite.onnx.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.error.ScissionLiteException;

/**
 * What ONNX Runtime 1.29 tells its maker about its use on Linux: nothing, when the environment says
 * so before Java starts. Java cannot set the variable for its own process; the command {@code
 * scissionlite} does.
 */
public final class Telemetry {
  /** The environment variable that turns it off with the value 1. */
  public static final String OFF = "ORT_DISABLE_TELEMETRY";

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final int LONGEST = 4000;

  private Telemetry() {}

  /**
   * Says what to do where the native code would end the process: with telemetry on, at a command
   * line of more than 4,096 bytes.
   *
   * @throws ScissionLiteException if so
   */
  static void requireSurvivable() {
    if (!"1".equals(System.getenv(OFF)) && commandLineLength() > LONGEST) {
      throw new ScissionLiteException(
          "ONNX Runtime crashes on command lines of over %d bytes unless %s=1 is set in the environment; set it, or run ./scissionlite"
              .formatted(LONGEST, OFF));
    }
  }

  private static int commandLineLength() {
    try {
      return Files.isReadable(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
