package org.scissionlite.training.search;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.block.Cut;
import org.scissionlite.block.SmallInputs;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.training.Lazy;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * One kind of transfer layer at each tensor of a cut, all from fine to coarse by one number.
 *
 * @param each in the order of the cut's tensors
 * @param ahead how much coarser each is than that number says
 */
record SteppedCut(List<SteppedLayers> each, List<Double> ahead) {
  SteppedCut {
    each = List.copyOf(each);
    ahead = List.copyOf(ahead);
  }

  /** A kind at a cut of one tensor. */
  static SteppedCut of(SteppedLayers kind) {
    return new SteppedCut(List.of(kind), List.of(0.0));
  }

  /** The kinds that fit a cut: at several tensors those that fit most, and what fits the others. */
  static List<SteppedCut> fitting(Cut cut) {
    if (cut.tensors().size() == 1) {
      return SteppedLayers.fitting(cut.tensors().get(0)).stream().map(SteppedCut::of).toList();
    }
    List<List<SteppedLayers>> kinds =
        cut.tensors().stream().map(tensor -> fitting(tensor, cut)).toList();
    int most = kinds.stream().mapToInt(List::size).max().orElseThrow();
    return IntStream.range(0, most)
        .mapToObj(
            number ->
                kinds.stream().map(some -> some.get(Math.min(number, some.size() - 1))).toList())
        .map(each -> new SteppedCut(each, each.stream().map(kind -> 0.0).toList()))
        .toList();
  }

  private static List<SteppedLayers> fitting(TensorSpec tensor, Cut cut) {
    return SmallInputs.goesAlong(tensor, cut)
        ? List.of(new SteppedLayers.Plain())
        : SteppedLayers.fittingOrPlain(tensor);
  }

  /** What the trials of this kind are called. */
  String name() {
    return each.stream().map(SteppedLayers::name).distinct().collect(joining(" and "));
  }

  /** How many values of the coarseness differ noticeably. */
  int values() {
    return each.stream().mapToInt(SteppedLayers::values).max().orElseThrow();
  }

  /** The spec of a coarseness. */
  String spec(double coarseness) {
    return FittedTransferLayer.specOf(
        IntStream.range(0, each.size())
            .mapToObj(i -> each.get(i).spec(coarseness(i, coarseness)))
            .toList());
  }

  private double coarseness(int tensor, double coarseness) {
    return Math.max(0, Math.min(1, coarseness + ahead.get(tensor)));
  }

  /** Whether nothing is lost, so that there is nothing to confirm. */
  boolean isLossless() {
    return each.stream().allMatch(SteppedLayers::isLossless);
  }

  /** This kind without the correction on the edge, where it has one. */
  Optional<SteppedCut> uncorrected() {
    boolean isAny = each.stream().anyMatch(kind -> kind.uncorrected().isPresent());
    List<SteppedLayers> without =
        each.stream().map(kind -> kind.uncorrected().orElse(kind)).toList();
    return isAny ? Optional.of(new SteppedCut(without, ahead)) : Optional.empty();
  }

  /**
   * This kind with one tensor's layer so much coarser or finer against the others; each of them.
   */
  List<SteppedCut> shifted(double stride) {
    List<Integer> lossy =
        IntStream.range(0, each.size()).filter(i -> !each.get(i).isLossless()).boxed().toList();
    List<SteppedCut> shifted = new ArrayList<>();
    for (int tensor : lossy.size() < 2 ? List.<Integer>of() : lossy) {
      for (double step : List.of(stride, -stride)) {
        List<Double> moved = new ArrayList<>(ahead);
        moved.set(tensor, moved.get(tensor) + step);
        shifted.add(new SteppedCut(each, moved));
      }
    }
    return shifted;
  }

  /** The kinds fitted to what crosses the cut, once each is asked for. */
  Fitting fitting(List<FeatureSamples> samples) {
    return new Fitting(
        each,
        IntStream.range(0, each.size())
            .mapToObj(i -> new Lazy<>(() -> each.get(i).fitting(samples.get(i))))
            .toList());
  }

  /**
   * Kinds fitted to samples.
   *
   * @param each that were fitted
   */
  record Fitting(List<SteppedLayers> each, List<Lazy<SteppedLayers.Fitting>> fittings) {
    Fitting {
      each = List.copyOf(each);
      fittings = List.copyOf(fittings);
    }

    /** The layers of a coarseness. */
    List<FittedTransferLayer> at(SteppedCut kind, double coarseness) {
      return IntStream.range(0, fittings.size())
          .mapToObj(i -> fittings.get(i).get().at(kind.coarseness(i, coarseness)))
          .toList();
    }
  }

  /**
   * The layer of a coarseness with a dial; nothing at several tensors, or where the kind has no
   * step.
   */
  Optional<SteppedLayers.Ladder> ladder(
      List<FeatureSamples> samples, double coarseness, int steps) {
    return each.size() > 1
        ? Optional.empty()
        : each.get(0).ladder(samples.get(0), coarseness, steps);
  }
}
