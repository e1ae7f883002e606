package org.scissionlite.training.joint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.Tensor;
import org.scissionlite.training.Calibration;
import org.scissionlite.training.CutSides;
import org.scissionlite.training.joint.BitAllocation.Point;
import org.scissionlite.training.joint.JointChoice.Spent;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.RunningFragment;

/**
 * Chooses the transfer layers of a cut of several tensors together, under one budget of bytes: each
 * tensor's layers are tried alone, the others sent exactly, and the budget is shared where a byte
 * takes most of the answer's distortion away.
 *
 * <p>Law: on the images of the choice the answer is no further from the uncut model's than with any
 * single spec at all tensors that keeps to the budget: those are tried as well, and the best one is
 * taken where it is better.
 *
 * @param engine runs the model
 * @param threads of the engine
 */
public record JointTransferLayers(Engine engine, int threads) {
  private static final double TINY = 1e-30;

  /**
   * Chooses.
   *
   * @param fitting inputs that the layers are fitted to; at least one
   * @param choosing inputs that bytes and distortion are counted on; at least one
   * @param budget bytes an image on average
   * @throws ScissionLiteException if even the coarsest layers send more
   */
  public JointChoice choose(
      ModelGraph graph,
      Cut cut,
      List<Map<String, Tensor>> fitting,
      List<Map<String, Tensor>> choosing,
      double budget) {
    List<FeatureSamples> samples = new Calibration(engine, fitting, threads).at(graph, cut);
    List<FeatureSamples> chosenOn = new Calibration(engine, choosing, threads).at(graph, cut);
    List<List<FittedTransferLayer>> layers =
        samples.stream()
            .map(each -> JointLayers.fitted(JointLayers.specs(each.spec(), cut), each))
            .toList();
    try (Session rest = engine.open(CutSides.of(graph, cut).rest(), threads)) {
      List<List<Sent>> sent =
          IntStream.range(0, layers.size())
              .mapToObj(
                  i -> layers.get(i).stream().map(layer -> sent(layer, chosenOn.get(i))).toList())
              .toList();
      return new Run(rest, cut, chosenOn, layers, sent).choose(budget);
    }
  }

  /**
   * A layer on the images of the choice.
   *
   * @param restored what the edge gets of each image
   */
  private record Sent(double bytes, List<Tensor> restored) {}

  private Sent sent(FittedTransferLayer layer, FeatureSamples tensors) {
    double bytes = 0;
    List<Tensor> restored = new ArrayList<>();
    try (RunningFragment device = new RunningFragment(engine, threads, layer.encoder());
        RunningFragment edge = new RunningFragment(engine, threads, layer.decoder())) {
      for (Tensor tensor : tensors.tensors()) {
        ByteBuffer payload = layer.codec().encode(device.run(tensor));
        bytes += payload.remaining();
        restored.add(edge.run(layer.codec().decode(payload, layer.wire().type())));
      }
    }
    return new Sent(bytes / restored.size(), restored);
  }

  /** The choice at one cut. */
  private static final class Run {
    private final Session rest;
    private final Cut cut;
    private final List<FeatureSamples> exact;
    private final List<List<FittedTransferLayer>> layers;
    private final List<List<Sent>> sent;
    private final List<Map<String, Tensor>> uncut = new ArrayList<>();

    Run(
        Session rest,
        Cut cut,
        List<FeatureSamples> exact,
        List<List<FittedTransferLayer>> layers,
        List<List<Sent>> sent) {
      this.rest = rest;
      this.cut = cut;
      this.exact = exact;
      this.layers = layers;
      this.sent = sent;
      for (int image = 0; image < exact.get(0).tensors().size(); image++) {
        uncut.add(rest.run(crossing(List.of(), image)));
      }
    }

    JointChoice choose(double budget) {
      double least =
          sent.stream()
              .mapToDouble(each -> each.stream().mapToDouble(Sent::bytes).min().orElseThrow())
              .sum();
      if (least > budget) {
        throw new ScissionLiteException(
            "cut '%s': its %d tensors take %,.0f bytes even with the coarsest transfer layers, more than %,.0f; allow more or choose another cut"
                .formatted(cut.name(), layers.size(), least, budget));
      }
      List<Integer> shared = BitAllocation.of(points(), budget);
      Spent spent = spent(shared);
      return alike(budget).stream()
          .min(Comparator.comparingDouble(each -> spent(each).distortion()))
          .map(each -> better(shared, spent, each, spent(each)))
          .orElseGet(() -> new JointChoice(layersOf(shared), spent, spent));
    }

    private JointChoice better(
        List<Integer> shared, Spent spent, List<Integer> other, Spent alike) {
      return alike.distortion() < spent.distortion()
          ? new JointChoice(layersOf(other), alike, alike)
          : new JointChoice(layersOf(shared), spent, alike);
    }

    private List<List<Point>> points() {
      return IntStream.range(0, layers.size()).mapToObj(this::points).toList();
    }

    private List<Point> points(int tensor) {
      return IntStream.range(0, layers.get(tensor).size())
          .mapToObj(
              layer -> new Point(layer, sent.get(tensor).get(layer).bytes(), alone(tensor, layer)))
          .toList();
    }

    /** The distortion where one tensor alone is coded. */
    private double alone(int tensor, int layer) {
      List<Integer> numbers =
          IntStream.range(0, layers.size()).mapToObj(i -> i == tensor ? layer : -1).toList();
      return distortion(numbers);
    }

    /** One spec at all tensors that take it, within the budget. */
    private List<List<Integer>> alike(double budget) {
      Set<String> specs = new LinkedHashSet<>();
      layers.forEach(each -> each.forEach(layer -> specs.add(layer.spec())));
      return specs.stream()
          .map(this::numbersOf)
          .filter(numbers -> numbers.stream().allMatch(number -> number >= 0))
          .filter(numbers -> bytes(numbers).stream().mapToDouble(each -> each).sum() <= budget)
          .toList();
    }

    /** The place of a spec in each tensor's layers; the only one of a tensor stands for any. */
    private List<Integer> numbersOf(String spec) {
      return layers.stream()
          .map(
              each ->
                  each.size() == 1
                      ? 0
                      : each.stream().map(FittedTransferLayer::spec).toList().indexOf(spec))
          .toList();
    }

    private List<FittedTransferLayer> layersOf(List<Integer> numbers) {
      return IntStream.range(0, layers.size())
          .mapToObj(i -> layers.get(i).get(numbers.get(i)))
          .toList();
    }

    private List<Double> bytes(List<Integer> numbers) {
      return IntStream.range(0, layers.size())
          .mapToObj(i -> sent.get(i).get(numbers.get(i)).bytes())
          .toList();
    }

    private Spent spent(List<Integer> numbers) {
      return new Spent(bytes(numbers), distortion(numbers));
    }

    private double distortion(List<Integer> numbers) {
      double sum = 0;
      for (int image = 0; image < uncut.size(); image++) {
        sum += error(uncut.get(image), rest.run(crossing(numbers, image)));
      }
      return sum / uncut.size();
    }

    /** What the edge gets of an image; of a tensor without a number the tensor itself. */
    private Map<String, Tensor> crossing(List<Integer> numbers, int image) {
      Map<String, Tensor> tensors = new HashMap<>();
      for (int i = 0; i < layers.size(); i++) {
        boolean isExact = numbers.isEmpty() || numbers.get(i) < 0;
        tensors.put(
            exact.get(i).spec().name(),
            isExact
                ? exact.get(i).tensors().get(image)
                : sent.get(i).get(numbers.get(i)).restored().get(image));
      }
      return tensors;
    }

    private static double error(Map<String, Tensor> wanted, Map<String, Tensor> found) {
      double sum = 0;
      for (Map.Entry<String, Tensor> output : wanted.entrySet()) {
        float[] one = Numbers.toFloat32(output.getValue()).toFloats();
        float[] other = Numbers.toFloat32(found.get(output.getKey())).toFloats();
        double power = TINY;
        double difference = 0;
        for (int i = 0; i < one.length; i++) {
          power += (double) one[i] * one[i];
          difference += (double) (one[i] - other[i]) * (one[i] - other[i]);
        }
        sum += difference / power;
      }
      return sum;
    }
  }
}
