package org.scissionlite.training.joint;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Numbers;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.training.joint.BitAllocation.Point;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.RunningFragment;

/**
 * Ways to share a budget of bytes among the tensors of a cut: each tensor's layers are tried alone,
 * the others sent exactly, and the budget is spent where a byte takes most of the answer's error
 * away.
 */
final class SharedBudget {
  private static final double TINY = 1e-30;

  private final List<FeatureSamples> exact;
  private final List<List<FittedTransferLayer>> layers;
  private final List<List<Sent>> sent;

  private SharedBudget(
      List<FeatureSamples> exact, List<List<FittedTransferLayer>> layers, List<List<Sent>> sent) {
    this.exact = exact;
    this.layers = layers;
    this.sent = sent;
  }

  /**
   * The ways of some layers.
   *
   * @param layers that are tried at each tensor
   * @param exact what each tensor holds, image by image
   */
  static SharedBudget of(
      Engine engine,
      int threads,
      List<List<FittedTransferLayer>> layers,
      List<FeatureSamples> exact) {
    List<List<Sent>> sent =
        IntStream.range(0, layers.size())
            .mapToObj(
                i ->
                    layers.get(i).stream()
                        .map(layer -> Sent.of(engine, threads, layer, exact.get(i)))
                        .toList())
            .toList();
    return new SharedBudget(exact, layers, sent);
  }

  /**
   * A layer on the images.
   *
   * @param bytes an image on average
   * @param restored what the edge gets of each image
   */
  private record Sent(double bytes, List<Tensor> restored) {
    static Sent of(Engine engine, int threads, FittedTransferLayer layer, FeatureSamples tensors) {
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
  }

  /**
   * A layer at each tensor.
   *
   * @param bytes an image on average, of each tensor
   * @param error mean squared error of the outputs against the uncut model's, as a share of their
   *     mean square, summed over the outputs and averaged over the images
   * @param isAlike whether one spec stands at all tensors that take it
   */
  record Candidate(
      List<FittedTransferLayer> layers, List<Double> bytes, double error, boolean isAlike) {
    Candidate {
      layers = List.copyOf(layers);
      bytes = List.copyOf(bytes);
    }
  }

  /** Bytes an image with the coarsest layers. */
  double leastBytes() {
    return sent.stream()
        .mapToDouble(each -> each.stream().mapToDouble(Sent::bytes).min().orElseThrow())
        .sum();
  }

  /**
   * The ways to keep to a budget: shared by the error of all outputs and by that of each, and every
   * single spec; none where the coarsest layers send more.
   *
   * @param rest of the model behind the cut
   */
  List<Candidate> candidates(Session rest, double budget) {
    if (leastBytes() > budget) {
      return List.of();
    }
    Errors errors = new Errors(rest);
    List<List<double[]>> alone = errors.alone();
    Set<List<Integer>> alike = alike(budget);
    Set<List<Integer>> ways = new LinkedHashSet<>();
    criteria(rest.outputs().size())
        .forEach(criterion -> ways.add(BitAllocation.of(points(alone, criterion), budget)));
    ways.addAll(alike);
    return ways.stream()
        .map(
            numbers ->
                new Candidate(
                    layersOf(numbers),
                    bytes(numbers),
                    sum(errors.of(numbers)),
                    alike.contains(numbers)))
        .toList();
  }

  /** What may count of the errors of the outputs: their sum, and each. */
  private static List<ToDoubleFunction<double[]>> criteria(int outputs) {
    Stream<ToDoubleFunction<double[]>> each =
        IntStream.range(0, outputs).mapToObj(output -> errors -> errors[output]);
    return Stream.concat(Stream.<ToDoubleFunction<double[]>>of(SharedBudget::sum), each).toList();
  }

  private static double sum(double[] errors) {
    return Arrays.stream(errors).sum();
  }

  private List<List<Point>> points(
      List<List<double[]>> alone, ToDoubleFunction<double[]> criterion) {
    return IntStream.range(0, layers.size())
        .mapToObj(
            tensor ->
                IntStream.range(0, layers.get(tensor).size())
                    .mapToObj(
                        layer ->
                            new Point(
                                layer,
                                sent.get(tensor).get(layer).bytes(),
                                criterion.applyAsDouble(alone.get(tensor).get(layer))))
                    .toList())
        .toList();
  }

  /** One spec at all tensors that take it, within the budget. */
  private Set<List<Integer>> alike(double budget) {
    Set<String> specs = new LinkedHashSet<>();
    layers.forEach(each -> each.forEach(layer -> specs.add(layer.spec())));
    Set<List<Integer>> alike = new LinkedHashSet<>();
    specs.stream()
        .map(this::numbersOf)
        .filter(numbers -> numbers.stream().allMatch(number -> number >= 0))
        .filter(numbers -> bytes(numbers).stream().mapToDouble(each -> each).sum() <= budget)
        .forEach(alike::add);
    return alike;
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

  /** The errors of the answers. */
  private final class Errors {
    private static final int EXACT = -1;

    private final Session rest;
    private final List<Map<String, Tensor>> uncut;

    Errors(Session rest) {
      this.rest = rest;
      List<Integer> exactly = layers.stream().map(each -> EXACT).toList();
      this.uncut =
          IntStream.range(0, exact.get(0).tensors().size())
              .mapToObj(image -> rest.run(crossing(exactly, image)))
              .toList();
    }

    /** The errors of each layer of each tensor where that tensor alone is coded. */
    List<List<double[]>> alone() {
      return IntStream.range(0, layers.size())
          .mapToObj(
              tensor ->
                  IntStream.range(0, layers.get(tensor).size())
                      .mapToObj(layer -> of(only(tensor, layer)))
                      .toList())
          .toList();
    }

    private List<Integer> only(int tensor, int layer) {
      return IntStream.range(0, layers.size()).mapToObj(i -> i == tensor ? layer : EXACT).toList();
    }

    /** The mean error of each output. */
    double[] of(List<Integer> numbers) {
      List<String> outputs = rest.outputs().stream().map(TensorSpec::name).toList();
      double[] means = new double[outputs.size()];
      for (int image = 0; image < uncut.size(); image++) {
        Map<String, Tensor> found = rest.run(crossing(numbers, image));
        for (int output = 0; output < means.length; output++) {
          String name = outputs.get(output);
          means[output] += error(uncut.get(image).get(name), found.get(name)) / uncut.size();
        }
      }
      return means;
    }

    /** What the edge gets of an image. */
    private Map<String, Tensor> crossing(List<Integer> numbers, int image) {
      Map<String, Tensor> tensors = new HashMap<>();
      for (int i = 0; i < layers.size(); i++) {
        tensors.put(
            exact.get(i).spec().name(),
            numbers.get(i) == EXACT
                ? exact.get(i).tensors().get(image)
                : sent.get(i).get(numbers.get(i)).restored().get(image));
      }
      return tensors;
    }

    private static double error(Tensor wanted, Tensor found) {
      float[] one = Numbers.toFloat32(wanted).toFloats();
      float[] other = Numbers.toFloat32(found).toFloats();
      double power = TINY;
      double difference = 0;
      for (int i = 0; i < one.length; i++) {
        power += (double) one[i] * one[i];
        difference += (double) (one[i] - other[i]) * (one[i] - other[i]);
      }
      return difference / power;
    }
  }
}
