package org.scissionlite.onnx.runtime;

import ai.onnxruntime.OrtException;
import java.util.Map;
import org.scissionlite.engine.BoundRun;
import org.scissionlite.model.Tensor;

/** A run whose tensors ONNX Runtime knows already. */
final class OrtBoundRun implements BoundRun {
  private final OrtModelSession session;
  private final Map<String, Tensor> given;
  private final Map<String, Tensor> results;
  private final OrtTensors in;
  private final OrtTensors out;

  /**
   * @param given of the session's inputs, usable in place
   * @param results of its outputs, writable and usable in place
   */
  OrtBoundRun(OrtModelSession session, Map<String, Tensor> given, Map<String, Tensor> results)
      throws OrtException {
    this.session = session;
    this.given = given;
    this.results = results;
    this.in = OrtTensors.of(session.environment(), given);
    try {
      this.out = OrtTensors.of(session.environment(), results);
    } catch (Throwable e) {
      in.close();
      throw e;
    }
  }

  @Override
  public void run() {
    session.run(in, out);
    OrtModelSession.passThrough(given, results);
  }

  @Override
  public void close() {
    in.close();
    out.close();
  }
}
