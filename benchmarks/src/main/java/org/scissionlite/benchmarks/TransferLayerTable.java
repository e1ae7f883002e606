package org.scissionlite.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.input.LabelledImages;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.OnnxReader;
import org.scissionlite.onnx.OrtEngine;
import org.scissionlite.training.Calibration;
import org.scissionlite.training.CutTrials;
import org.scissionlite.training.ImageExamples;
import org.scissionlite.training.SearchTrial;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.TransferLayers;

/**
 * Bytes and accuracy of transfer layers at one cut: fitted to one set of images, tried on another.
 *
 * <p>Arguments: MODEL.onnx PREPROCESSING CUT FITTING_FOLDER FITTING_SPLIT TEST_FOLDER TEST_SPLIT
 * IMAGES SPEC... with IMAGES the most images of each set, chosen with a fixed seed.
 */
public final class TransferLayerTable {
  private static final int FIRST_SPEC = 8;
  private static final int THREADS = 2;

  private TransferLayerTable() {}

  /** Prints one line for each spec. */
  public static void main(String... arguments) {
    if (arguments.length <= FIRST_SPEC) {
      System.err.println(
          "expected MODEL PREPROCESSING CUT FITTING_FOLDER SPLIT TEST_FOLDER SPLIT IMAGES SPEC...");
      return;
    }
    ModelGraph graph = OnnxReader.read(Path.of(arguments[0])).graph();
    Preprocessing preprocessing = Preprocessing.named(arguments[1]);
    Cut cut = BlockChain.of(graph).cut(arguments[2]);
    int most = Integer.parseInt(arguments[7]);
    Images fitting = Images.of(graph, preprocessing, arguments[3], arguments[4], most);
    Images test = Images.of(graph, preprocessing, arguments[5], arguments[6], most);
    FeatureSamples samples = fitting.calibration().at(graph, cut).get(0);
    CutTrials trials = CutTrials.of(test.calibration(), graph, cut, test.labels());
    for (String spec : Arrays.asList(arguments).subList(FIRST_SPEC, arguments.length)) {
      print(trials.trial(TransferLayers.parse(spec).fit(samples)));
    }
  }

  private static void print(SearchTrial trial) {
    System.out.printf(
        "%-24s %6.0f bytes  drop %5.2f +- %.2f points  agreement %.2f %%  (%d images)%n",
        trial.spec(),
        trial.meanBytes(),
        trial.dropPoints(),
        trial.halfWidthPoints(),
        trial.agreementPercent(),
        trial.images());
  }

  private record Images(Calibration calibration, List<OptionalInt> labels) {
    static Images of(
        ModelGraph graph, Preprocessing preprocessing, String folder, String split, int most) {
      LabelledImages images = LabelledImages.read(Path.of(folder)).split(split);
      ImageExamples examples = new ImageExamples(images, preprocessing, graph.inputs().get(0));
      List<Integer> order = new ArrayList<>(IntStream.range(0, examples.size()).boxed().toList());
      Collections.shuffle(order, new Random(1));
      List<Integer> chosen = order.subList(0, Math.min(most, order.size()));
      String input = graph.inputs().get(0).name();
      List<Map<String, Tensor>> inputs =
          chosen.stream().map(number -> Map.of(input, examples.input(number))).toList();
      return new Images(
          new Calibration(new OrtEngine(), inputs, THREADS),
          chosen.stream().map(examples::label).toList());
    }
  }
}
