package org.scissionlite.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;

/** The one environment of ONNX Runtime in this process. */
final class OrtEnvironments {
  private OrtEnvironments() {}

  /** The environment; it prints nothing, as every failure comes back as an exception. */
  static OrtEnvironment shared() {
    Telemetry.requireSurvivable();
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "scissionlite");
  }
}
