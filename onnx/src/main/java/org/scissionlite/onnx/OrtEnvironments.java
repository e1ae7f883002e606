package org.scissionlite.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;

/** The one environment of ONNX Runtime in this process. */
final class OrtEnvironments {
  private OrtEnvironments() {}

  /** Made with the first use. */
  private static final class Shared {
    private static final OrtEnvironment ENVIRONMENT =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "scissionlite");

    static {
      UnpackedLibraries.removeAtExit();
    }
  }

  /** The environment; it prints nothing, as every failure comes back as an exception. */
  static OrtEnvironment shared() {
    Telemetry.requireSurvivable();
    return Shared.ENVIRONMENT;
  }
}
