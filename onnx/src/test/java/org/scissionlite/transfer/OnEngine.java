package org.scissionlite.transfer;

import java.util.List;
import java.util.Map;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Transfer layers and their halves, run by ONNX Runtime. */
final class OnEngine {
  static final OrtEngine ENGINE = new OrtEngine();

  private OnEngine() {}

  /** What a fragment makes of a tensor. */
  static Tensor run(Fragment fragment, Tensor input) {
    try (Session session = ENGINE.open(fragment.graph(), 1)) {
      return session.run(Map.of(fragment.input().name(), input)).get(fragment.output().name());
    }
  }

  /** What the edge restores of a tensor, codec included. */
  static Tensor through(FittedTransferLayer layer, Tensor given) {
    Tensor wire = run(layer.encoder(), given);
    Tensor received = layer.codec().decode(layer.codec().encode(wire), layer.wire().type());
    return run(layer.decoder(), received);
  }

  static FeatureSamples samples(TensorSpec spec, List<Tensor> tensors) {
    return new EngineSamples(ENGINE, 1, spec, tensors);
  }
}
