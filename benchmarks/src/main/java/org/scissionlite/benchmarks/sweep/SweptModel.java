package org.scissionlite.benchmarks.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.SliceCheck;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Model;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.transfer.LayerAtCut;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * A model that is tried: whether it answers as ONNX Runtime does with the file, and whether every
 * cut that a plan can name can be prepared with every transfer layer that says it fits.
 */
record SweptModel(Model model) {
  private static final Preprocessing RAW = Preprocessing.named("raw");
  private static final List<String> LAYERS =
      List.of("none", "pool2", "q8", "transform:step=1.0", "learned:c=4,s=2");
  private static final int EXAMPLES = 3;
  private static final int THREADS = 2;

  /**
   * What came of the slices of some cuts.
   *
   * @param tried pairs of a cut and a transfer layer that fits it
   * @param failures what went wrong, one line a pair
   */
  record Slices(int tried, List<String> failures) {
    Slices {
      failures = List.copyOf(failures);
    }
  }

  private List<Map<String, Tensor>> examples() {
    return RandomPictures.examples(model.graph().inputs(), RAW, EXAMPLES, 1);
  }

  /**
   * What ONNX Runtime answers with the file.
   *
   * @param file a session of the file itself
   */
  List<Map<String, Tensor>> answers(Session file) {
    return examples().stream().map(file::run).toList();
  }

  /**
   * The largest difference from the answers of ONNX Runtime, as a share of the output's scale.
   *
   * @param expected those answers
   */
  double difference(List<Map<String, Tensor>> expected) {
    double largest = 0;
    List<Map<String, Tensor>> examples = examples();
    try (Session ours = new OrtEngine().open(model.graph(), THREADS)) {
      for (int i = 0; i < examples.size(); i++) {
        for (Map.Entry<String, Tensor> found : ours.run(examples.get(i)).entrySet()) {
          Tensor wanted = expected.get(i).get(found.getKey());
          largest = Math.max(largest, difference(wanted, found.getValue()));
        }
      }
    }
    return largest;
  }

  private static double difference(Tensor expected, Tensor found) {
    if (expected == null || !expected.type().equals(found.type())) {
      return Double.POSITIVE_INFINITY;
    }
    Tensor wide = Numbers.toFloat32(expected);
    double difference = wide.maxAbsDifference(Numbers.toFloat32(found));
    return difference == 0 ? 0 : difference / Math.max(wide.maxAbs(), Float.MIN_NORMAL);
  }

  /** The difference that the model's element types explain. */
  double tolerance() {
    return SliceCheck.toleranceOf(model.graph());
  }

  List<Cut> cuts(int mostTensors) {
    List<Cut> cuts = BlockChain.of(model.graph(), mostTensors).cuts();
    return cuts.subList(1, cuts.size());
  }

  /** Prepares some of the cuts, evenly chosen, with each transfer layer that says it fits. */
  Slices prepared(int mostTensors, int mostCuts) {
    List<Cut> cuts = BlockChain.of(model.graph(), mostTensors).cuts();
    int count = Math.min(mostCuts, cuts.size());
    Preprocessor preprocessor =
        new Preprocessor(new OrtEngine(), model, RAW).calibratedOn(examples());
    List<String> failures = new ArrayList<>();
    int tried = 0;
    for (int i : IntStream.range(0, count).map(i -> i * cuts.size() / count).toArray()) {
      for (String layer : LAYERS) {
        Cut cut = cuts.get(i);
        if (new LayerAtCut(TransferLayers.parse(layer, RAW), cut).misfit().isEmpty()) {
          tried++;
          try {
            preprocessor.prepare(cut, layer);
          } catch (ScissionLiteException e) {
            failures.add("%s with %s: %s".formatted(cut.name(), layer, e.getMessage()));
          }
        }
      }
    }
    return new Slices(tried, failures);
  }
}
