package org.scissionlite.profile.measure;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.EngineSamples;
import org.scissionlite.transfer.LayerAtCut;
import org.scissionlite.transfer.TransferLayer;

/**
 * Where transfer layers are tried.
 *
 * @param engine runs them
 * @param threads of the engine
 * @param cut where they stand, one at each of its tensors
 */
record CutPlace(Engine engine, int threads, Cut cut) {
  /** Whether a layer can stand at the cut. */
  boolean fits(TransferLayer layer) {
    return new LayerAtCut(layer, cut).misfit().isEmpty();
  }

  /** A layer fitted to what crosses the cut. */
  LayerRuns fitted(TransferLayer layer, ExampleInputs examples) {
    return open(
        spec -> {
          List<Tensor> learned =
              examples.fitted().stream().map(each -> each.get(spec.name())).toList();
          return fitted(at(layer, spec), spec, learned, examples.timed().get(spec.name()));
        });
  }

  /**
   * A layer that learned nothing where that takes long, else one fitted to a single input.
   *
   * @param tensors what crosses the cut, by name
   */
  LayerRuns typical(TransferLayer layer, Map<String, Tensor> tensors) {
    return open(
        spec -> {
          Tensor tensor = tensors.get(spec.name());
          TransferLayer placed = at(layer, spec);
          return placed
              .typical(spec)
              .map(typical -> TransferLayerRun.open(engine, threads, typical, tensor))
              .orElseGet(() -> fitted(placed, spec, List.of(tensor), tensor));
        });
  }

  private TransferLayer at(TransferLayer layer, TensorSpec tensor) {
    return new LayerAtCut(layer, cut).at(tensor);
  }

  private TransferLayerRun fitted(
      TransferLayer layer, TensorSpec spec, List<Tensor> learned, Tensor timed) {
    EngineSamples samples = new EngineSamples(engine, threads, spec, learned);
    return TransferLayerRun.open(engine, threads, layer.fit(samples), timed);
  }

  private LayerRuns open(Function<TensorSpec, TransferLayerRun> opening) {
    return Closer.build(
        closer ->
            new LayerRuns(
                cut.tensors().stream().map(spec -> closer.own(opening.apply(spec))).toList()));
  }
}
