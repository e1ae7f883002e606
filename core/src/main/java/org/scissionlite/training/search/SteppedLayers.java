package org.scissionlite.training.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.training.Lazy;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.NoTransferLayer;
import org.scissionlite.transfer.lossless.LosslessTransferLayer;
import org.scissionlite.transfer.quantize.PictureTransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;
import org.scissionlite.transfer.transform.TransformFit;
import org.scissionlite.transfer.transform.TransformTransferLayer;

/** One kind of transfer layer, from fine to coarse by a number of its own. */
sealed interface SteppedLayers {
  /** What the trials of this kind are called. */
  String name();

  /** The layer of a coarseness of 0, the finest, to 1, fitted to samples. */
  Fitting fitting(FeatureSamples samples);

  /** How many values of the coarseness differ noticeably. */
  int values();

  /** The spec of a coarseness. */
  String spec(double coarseness);

  /** This kind without the correction on the edge, where it has one. */
  default Optional<SteppedLayers> uncorrected() {
    return Optional.empty();
  }

  /**
   * The layer of a coarseness with a dial, whose other steps are coarser; nothing where the kind
   * has no step.
   *
   * @param steps of the dial
   */
  default Optional<Ladder> ladder(FeatureSamples samples, double coarseness, int steps) {
    return Optional.empty();
  }

  /**
   * A layer with a dial.
   *
   * @param each a layer of each step alone, the finest first
   */
  record Ladder(FittedTransferLayer layer, List<Lazy<FittedTransferLayer>> each) {
    public Ladder {
      each = List.copyOf(each);
    }
  }

  /** Whether its layers lose nothing, so that there is nothing to confirm. */
  default boolean isLossless() {
    return false;
  }

  /** Layers fitted to samples. */
  interface Fitting {
    FittedTransferLayer at(double coarseness);
  }

  /**
   * The kinds that fit a tensor: integers as they are, transform coding of feature maps, else
   * quantisation.
   */
  static List<SteppedLayers> fitting(TensorSpec tensor) {
    if (new LosslessTransferLayer().misfit(tensor.type()).isEmpty()) {
      return List.of(new Lossless());
    }
    List<SteppedLayers> transforms =
        Stream.of(TransformTransferLayer.TRANSFORM, TransformTransferLayer.PCA)
            .map(TransformTransferLayer::named)
            .filter(layer -> layer.misfit(tensor.type()).isEmpty())
            .flatMap(layer -> Stream.of(0.0, 0.25, 0.5, 1.0).map(layer::withWeights))
            .map(layer -> (SteppedLayers) new Transforms(layer))
            .toList();
    return transforms.isEmpty() ? List.of(new Quantisers()) : transforms;
  }

  /** The same; what none of them fits, such as indices, crosses as it is. */
  static List<SteppedLayers> fittingOrPlain(TensorSpec tensor) {
    List<SteppedLayers> kinds = fitting(tensor);
    boolean fits =
        kinds.get(0).isLossless()
            || TransferLayers.parse(kinds.get(0).spec(0)).misfit(tensor.type()).isEmpty();
    return fits ? kinds : List.of(new Plain());
  }

  /** The kinds that send the picture, where a model's input is one. */
  static List<SteppedLayers> pictures(TensorSpec input, Preprocessing preprocessing) {
    return Stream.of(PictureTransferLayer.JPEG, PictureTransferLayer.WEBP)
        .filter(
            format -> TransferLayers.parse(format, preprocessing).misfit(input.type()).isEmpty())
        .map(format -> (SteppedLayers) new Pictures(format, preprocessing))
        .toList();
  }

  /** The picture itself, of a quality of 98 to 2. */
  record Pictures(String format, Preprocessing preprocessing) implements SteppedLayers {
    private static final int BEST = 98;
    private static final int WORST = 2;

    @Override
    public String name() {
      return format;
    }

    @Override
    public int values() {
      return 32;
    }

    @Override
    public String spec(double coarseness) {
      long quality = Math.round(BEST - coarseness * (BEST - WORST));
      return String.format(Locale.ROOT, "%s:q=%d", format, quality);
    }

    @Override
    public Fitting fitting(FeatureSamples samples) {
      return coarseness -> TransferLayers.parse(spec(coarseness), preprocessing).fit(samples);
    }
  }

  /** Transform coding of a step from 1/16 to 8. */
  record Transforms(TransformTransferLayer layer) implements SteppedLayers {
    private static final double FINEST = 1 / 16.0;
    private static final double COARSEST = 8;

    @Override
    public String name() {
      return layer.name() + (layer.weights() > 0 ? " with weights " + layer.weights() : "");
    }

    @Override
    public int values() {
      return 128;
    }

    @Override
    public String spec(double coarseness) {
      return layer.withStep(step(coarseness)).spec();
    }

    @Override
    public Fitting fitting(FeatureSamples samples) {
      TransformFit fit = layer.prepare(samples);
      return coarseness -> fit.at(step(coarseness));
    }

    @Override
    public Optional<SteppedLayers> uncorrected() {
      return Optional.of(new Transforms(layer.uncorrected()));
    }

    @Override
    public Optional<Ladder> ladder(FeatureSamples samples, double coarseness, int steps) {
      TransformTransferLayer dialled = layer.withStep(step(coarseness)).withDial(steps);
      Lazy<TransformFit> fit = new Lazy<>(() -> layer.prepare(samples));
      return Optional.of(
          new Ladder(
              dialled.fit(samples),
              dialled.ladder().stream()
                  .map(step -> new Lazy<>(() -> fit.get().at(step)))
                  .toList()));
    }

    private static double step(double coarseness) {
      double step = FINEST * StrictMath.pow(COARSEST / FINEST, coarseness);
      return Math.round(step * 1000) / 1000.0;
    }
  }

  /** Integers as they are: of one coarseness. */
  record Lossless() implements SteppedLayers {
    @Override
    public String name() {
      return LosslessTransferLayer.SPEC;
    }

    @Override
    public int values() {
      return 1;
    }

    @Override
    public String spec(double coarseness) {
      return LosslessTransferLayer.SPEC;
    }

    @Override
    public boolean isLossless() {
      return true;
    }

    @Override
    public Fitting fitting(FeatureSamples samples) {
      FittedTransferLayer layer = new LosslessTransferLayer().fit(samples);
      return coarseness -> layer;
    }
  }

  /** What crosses as it is. */
  record Plain() implements SteppedLayers {
    @Override
    public String name() {
      return NoTransferLayer.SPEC;
    }

    @Override
    public int values() {
      return 1;
    }

    @Override
    public String spec(double coarseness) {
      return NoTransferLayer.SPEC;
    }

    @Override
    public boolean isLossless() {
      return true;
    }

    @Override
    public Fitting fitting(FeatureSamples samples) {
      FittedTransferLayer layer = new NoTransferLayer().fit(samples);
      return coarseness -> layer;
    }
  }

  /** Quantisation to 8 bits down to 2. */
  record Quantisers() implements SteppedLayers {
    private static final List<String> SPECS =
        IntStream.iterate(8, bits -> bits >= 2, bits -> bits - 1)
            .mapToObj(bits -> "q" + bits)
            .toList();

    @Override
    public String name() {
      return "quantisation";
    }

    @Override
    public int values() {
      return SPECS.size();
    }

    @Override
    public String spec(double coarseness) {
      return SPECS.get((int) Math.min(SPECS.size() - 1, coarseness * SPECS.size()));
    }

    @Override
    public Fitting fitting(FeatureSamples samples) {
      return coarseness -> TransferLayers.parse(spec(coarseness)).fit(samples);
    }
  }
}
