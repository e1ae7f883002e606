package org.scissionlite.offload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.training.Calibration;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Inserter;
import org.scissionlite.transfer.TransferLayer;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * A classifier of four layers and bundles of it: image [1,3,16,16], conv, relu [1,8,16,16], pool,
 * logits [1,8].
 */
public final class SmallModel {
  /** The engine of all tests. */
  public static final OrtEngine ENGINE = new OrtEngine();

  private static final int CHANNELS = 8;

  private final ModelGraph graph;
  private final Model model;

  /** A model with weights by a seed. */
  public SmallModel(long seed) {
    this.graph = graph(new Random(seed));
    this.model = new Model("small", "%064x".formatted(seed), graph);
  }

  private static ModelGraph graph(Random random) {
    TensorType image = floats(1, 3, 16, 16);
    TensorType features = floats(1, CHANNELS, 16, 16);
    Map<String, Attribute> same =
        Map.of("kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1));
    return new ModelGraph(
        "small",
        Map.of("", 17),
        List.of(new TensorSpec("image", image)),
        List.of(new TensorSpec("logits", floats(1, CHANNELS))),
        List.of(
            Node.of("conv", "Conv", List.of("image", "weights"), same),
            Node.of("relu", "Relu", List.of("conv"), Map.of()),
            Node.of("pool", "GlobalAveragePool", List.of("relu"), Map.of()),
            Node.of("logits", "Flatten", List.of("pool"), Map.of())),
        Map.of("weights", random(floats(CHANNELS, 3, 3, 3), random)),
        Map.of("conv", features, "relu", features, "pool", floats(1, CHANNELS, 1, 1)));
  }

  private static TensorType floats(int... dims) {
    return new TensorType(ElementType.FLOAT32, Shape.of(dims));
  }

  private static Tensor random(TensorType type, Random random) {
    float[] values = new float[(int) type.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.ofFloats(type.shape(), values);
  }

  /** A random image as the model's input. */
  public static Map<String, Tensor> image(long seed) {
    return Map.of("image", random(floats(1, 3, 16, 16), new Random(seed)));
  }

  /** The uncut model's answer. */
  public Tensor logits(Map<String, Tensor> inputs) {
    try (var session = ENGINE.open(graph, 1)) {
      return session.run(inputs).get("logits");
    }
  }

  /** The answer of the model with a TL in it. */
  public Tensor logits(String cut, String layer, Map<String, Tensor> inputs) {
    try (var device = ENGINE.open(prepare(cut, layer).slices().device(), 1);
        var edge = ENGINE.open(prepare(cut, layer).slices().edge(), 1)) {
      return edge.run(device.run(inputs)).get("logits");
    }
  }

  /**
   * A bundle of the cuts after relu with two TLs and without, and of the input; with the whole
   * model.
   */
  public Bundle bundle(Path folder) {
    return bundle(folder, true);
  }

  /** The same bundle, with the whole model or without. */
  public Bundle bundle(Path folder, boolean withWholeModel) {
    List<PreparedScenario> scenarios =
        List.of(
            prepare("relu", "pool2+q8"),
            prepare("relu", "q4"),
            prepare("relu", "none"),
            prepare("input", "none"));
    BundleContent content =
        new BundleContent(model, scenarios, Preprocessing.named("tf"), List.of(), withWholeModel);
    return new BundleWriter(OnnxWriter::write).write(folder, content);
  }

  /** A bundle of one scenario, without the whole model. */
  public Bundle bundle(Path folder, String cut, String layer) {
    BundleContent content =
        new BundleContent(
            model, List.of(prepare(cut, layer)), Preprocessing.named("tf"), List.of(), false);
    return new BundleWriter(OnnxWriter::write).write(folder, content);
  }

  private PreparedScenario prepare(String cutName, String spec) {
    Cut cut = BlockChain.of(graph).cut(cutName);
    TransferLayer layer = TransferLayers.parse(spec);
    List<Map<String, Tensor>> examples = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      examples.add(new HashMap<>(image(i)));
    }
    List<FittedTransferLayer> fitted =
        new Calibration(ENGINE, examples, 1).at(graph, cut).stream().map(layer::fit).toList();
    return PreparedScenario.of(Inserter.insert(graph, cut, fitted));
  }
}
