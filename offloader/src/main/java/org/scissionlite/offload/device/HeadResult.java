package org.scissionlite.offload.device;

import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.device.remote.WireRequest;

/**
 * What the device slice gave for one image, with memory of its own.
 *
 * @param request what crosses
 * @param scenario whose slice it was
 * @param kept the outputs that the device answers itself, by name
 */
record HeadResult(WireRequest request, SplitScenario scenario, Map<String, Tensor> kept) {
  HeadResult {
    kept = Map.copyOf(kept);
  }

  /**
   * A result that stays when the device slice runs again.
   *
   * @param ends what the slice wrote, by name
   */
  static HeadResult of(WireRequest request, SplitScenario scenario, Map<String, Tensor> ends) {
    Map<String, Tensor> kept = new LinkedHashMap<>();
    for (TensorSpec output : scenario.keptOutputs()) {
      kept.put(output.name(), copy(ends.get(output.name())));
    }
    return new HeadResult(request, scenario, kept);
  }

  private static Tensor copy(Tensor tensor) {
    Tensor copy = Tensor.zeros(tensor.type());
    copy.data().put(tensor.data());
    return copy;
  }

  /** The answer of both slices, in the model's order of outputs. */
  Map<String, Tensor> answer(Map<String, Tensor> ofEdge) {
    return scenario.answer(kept, ofEdge);
  }

  /** The same with a line for the edge to show. */
  HeadResult withNote(String note) {
    return new HeadResult(request.withNote(note), scenario, kept);
  }
}
