package org.scissionlite.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import org.scissionlite.error.ScissionLiteException;

/** The one environment of ONNX Runtime in this process. */
public final class OrtEnvironments {
  private OrtEnvironments() {}

  /** Made with the first use. */
  private static final class Shared {
    private static final OrtEnvironment ENVIRONMENT =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "scissionlite");

    static {
      EnvironmentHold.take(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL.getValue());
      UnpackedLibraries.removeAtExit();
    }
  }

  /**
   * The environment; it prints nothing, as every failure comes back as an exception.
   *
   * @throws ScissionLiteException if the native libraries cannot be unpacked or loaded
   */
  public static OrtEnvironment shared() {
    Telemetry.requireSurvivable();
    try {
      return Shared.ENVIRONMENT;
    } catch (LinkageError e) {
      throw new ScissionLiteException(
          "ONNX Runtime did not load on %s %s: this platform may have no build of it, or the folder for temporary files %s no room (30 MB)"
              .formatted(
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  System.getProperty("java.io.tmpdir")),
          e);
    }
  }
}
