package org.scissionlite.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the environment of ONNX Runtime until the process is gone. Its Java part of version 1.29
 * closes it as soon as the program is told to end, on a thread beside those that still answer what
 * was asked; a session that then runs for the first time fails, as there is no logger any more.
 *
 * <p>Environments are counted: another handle, which nobody closes, keeps the one that there is. As
 * Java offers no way to that, it goes through what is private there; where another version has
 * nothing of that name, an end is as it was.
 */
final class EnvironmentHold {
  private static final Logger LOG = Logger.getLogger(EnvironmentHold.class.getName());

  private EnvironmentHold() {}

  /** Takes a handle of the environment that there is. */
  static void take(int loggingLevel) {
    try {
      Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
      Method create =
          OrtEnvironment.class.getDeclaredMethod(
              "createHandle", long.class, int.class, String.class);
      api.setAccessible(true);
      create.setAccessible(true);
      Object unused = create.invoke(null, api.getLong(null), loggingLevel, "held");
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.FINE, "the environment of ONNX Runtime is closed early at an end", e);
    }
  }
}
