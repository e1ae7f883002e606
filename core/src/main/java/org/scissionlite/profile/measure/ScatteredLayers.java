package org.scissionlite.profile.measure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.engine.Closer;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.transfer.TransferLayer;

/**
 * Each transfer layer of a benchmark at one cut, the cuts spread over the model, so that none finds
 * in the caches what another one left.
 *
 * @param layers those that fit anywhere behind the input
 */
record ScatteredLayers(List<Layer> layers) implements AutoCloseable {
  ScatteredLayers {
    layers = List.copyOf(layers);
  }

  /**
   * A transfer layer at a cut.
   *
   * @param cut its index
   */
  record Layer(int cut, String spec, LayerRuns runs) implements AutoCloseable {
    /** What it takes in a hot loop, both halves; nothing where that was not measured. */
    Optional<Long> hotNanos(List<CutProfile> cuts) {
      return cuts.get(cut).cost(spec).map(Layer::nanos);
    }

    private static long nanos(LayerCost cost) {
      return cost.deviceTL().medianNanos() + cost.edgeTL().medianNanos();
    }

    @Override
    public void close() {
      runs.close();
    }
  }

  static ScatteredLayers open(SequentialRun sequence, BenchmarkOptions options) {
    List<TransferLayer> all =
        Stream.concat(options.layers().stream(), options.typical().stream()).toList();
    return Closer.build(
        closer ->
            new ScatteredLayers(
                IntStream.range(0, all.size())
                    .mapToObj(i -> open(sequence, all.get(i), (double) (i + 1) / (all.size() + 1)))
                    .flatMap(Optional::stream)
                    .map(closer::own)
                    .toList()));
  }

  /** A layer at the first cut where it fits, from a share of the model on, then from its begin. */
  private static Optional<Layer> open(SequentialRun sequence, TransferLayer layer, double share) {
    int behindInput = sequence.chain().cuts().size() - 1;
    int first = (int) (share * behindInput);
    return IntStream.range(0, behindInput)
        .map(i -> 1 + (first + i) % behindInput)
        .filter(cut -> place(sequence, cut).fits(layer))
        .boxed()
        .findFirst()
        .map(
            cut -> {
              CutPlace place = place(sequence, cut);
              LayerRuns runs = place.typical(layer, SampleInputs.noise(place.cut().tensors()));
              return new Layer(cut, layer.spec(), runs);
            });
  }

  private static CutPlace place(SequentialRun sequence, int cut) {
    return new CutPlace(sequence.engine(), sequence.threads(), sequence.chain().cuts().get(cut));
  }

  @Override
  public void close() {
    Closer closer = new Closer();
    layers.forEach(closer::own);
    closer.close();
  }
}
