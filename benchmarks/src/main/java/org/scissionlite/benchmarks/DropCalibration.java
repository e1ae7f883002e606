package org.scissionlite.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.evaluation.TestImages.TestImage;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import org.scissionlite.training.Calibration;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.examples.ImageExamples;
import org.scissionlite.training.examples.SelectedExamples;
import org.scissionlite.training.search.SearchImages;
import org.scissionlite.training.search.trial.CutTrials;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.transform.TransformFit;
import org.scissionlite.transfer.transform.TransformTransferLayer;

/**
 * How the drop that margins predict compares with the drop that labels show: what {@code
 * training.search.trial.ExpectedDrop} stands on. Prints a line for each step of transform coding.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.DropCalibration \
 *     MODEL PREPROCESSING IMAGES SPLIT CUT FITTED TRIED STEP,STEP,...
 * </pre>
 *
 * @param graph of the model
 * @param cut of one tensor
 * @param fitted images that the layers are fitted to
 * @param tried images that they are tried on
 */
public record DropCalibration(ModelGraph graph, Cut cut, Examples fitted, Examples tried) {
  private static final int ARGUMENTS = 8;

  /** Runs it on the command line; see the class. */
  public static void main(String[] arguments) {
    if (arguments.length != ARGUMENTS) {
      System.err.println(
          "expected MODEL PREPROCESSING IMAGES SPLIT CUT FITTED TRIED STEP,STEP,...");
      System.exit(2);
    }
    ModelGraph graph = OnnxReader.read(Path.of(arguments[0])).graph();
    int fitted = Integer.parseInt(arguments[5]);
    int tried = Integer.parseInt(arguments[6]);
    Examples some =
        SearchImages.some(
            images(graph, arguments[1], Path.of(arguments[2]), arguments[3]), fitted + tried, 1);
    DropCalibration calibration =
        new DropCalibration(
            graph,
            BlockChain.of(graph).cut(arguments[4]),
            part(some, 0, fitted),
            part(some, fitted, some.size()));
    calibration.print(
        Arrays.stream(arguments[7].split(",")).mapToDouble(Double::parseDouble).toArray());
  }

  private static Examples images(
      ModelGraph graph, String preprocessing, Path folder, String split) {
    int classes = Math.toIntExact(graph.outputs().get(0).shape().elements());
    List<TestImage> images = TestImages.read(folder, split).forModel(List.of(), classes).images();
    return new ImageExamples(
        images.stream().map(TestImage::file).toList(),
        images.stream().map(TestImage::label).toList(),
        Preprocessing.named(preprocessing),
        graph.inputs().get(0));
  }

  private static Examples part(Examples images, int from, int to) {
    return new SelectedExamples(images, IntStream.range(from, to).boxed().toList());
  }

  private void print(double[] steps) {
    FeatureSamples samples = calibration(fitted).at(graph, cut).get(0);
    TransformFit fit =
        TransformTransferLayer.named(TransformTransferLayer.TRANSFORM).prepare(samples);
    Task task = Task.of(new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
    CutTrials trials = CutTrials.of(calibration(tried), graph, cut, task, tried);
    System.out.println("layer, bytes, images, changed %, predicted, lost, +-, predicted");
    for (double step : steps) {
      System.out.println(line(trials.trial(fit.at(step))));
    }
  }

  private static String line(SearchTrial trial) {
    int balance = trial.answers().lost() + trial.answers().won();
    return String.format(
        Locale.ROOT,
        "%s, %.0f, %d, %.2f, %.2f, %.2f, %.2f, %.2f",
        trial.spec(),
        trial.meanBytes(),
        trial.images(),
        100.0 * trial.answers().changed() / trial.images(),
        100 * trial.prediction().changed(),
        trial.dropPoints(),
        100 * Math.sqrt(balance) / trial.images(),
        100 * trial.prediction().lost());
  }

  private Calibration calibration(Examples images) {
    String input = graph.inputs().get(0).name();
    List<Map<String, Tensor>> inputs =
        IntStream.range(0, images.size())
            .mapToObj(image -> Map.of(input, images.input(image)))
            .toList();
    return new Calibration(new OrtEngine(), inputs, 1);
  }
}
