package org.scissionlite.benchmarks.law;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.transfer.spec.TransferLayers;
import org.scissionlite.zoo.Zoo;

/** A network of the law's grid, with the images that go through it. */
enum LawModel {
  RESNET56("resnet56_cifar10.onnx", "torch", "cifar10-jpeg"),
  MOBILENET("mobilenet_v1_0.75_224.onnx", "tf", "imagenet-train500"),
  /** Random weights: only its times are looked at. */
  DENSENET169("", "tf", "imagenet-train500");

  /** The transfer layers of the grid. */
  static final List<String> LAYERS = List.of("none", "pool2", "transform:step=1");

  private static final double[] DEPTHS = {0.25, 0.5, 0.75};

  private final String file;
  private final String preprocessing;
  private final String images;

  LawModel(String file, String preprocessing, String images) {
    this.file = file;
    this.preprocessing = preprocessing;
    this.images = images;
  }

  /**
   * Reads or builds the network.
   *
   * @param shared the folder that holds {@code models} and {@code data}
   */
  Model model(Path shared) {
    if (!file.isEmpty()) {
      return OnnxReader.read(shared.resolve("models").resolve(file));
    }
    ModelGraph graph = Zoo.build("densenet169");
    return new Model("densenet169", Sha256.of(ByteBuffer.wrap(OnnxWriter.toBytes(graph))), graph);
  }

  Preprocessing preprocessing() {
    return Preprocessing.named(preprocessing);
  }

  Path images(Path shared) {
    return shared.resolve("data").resolve(images).resolve("images");
  }

  /** The cuts nearest to a quarter, a half and three quarters of those that all layers fit. */
  static List<Cut> cuts(ModelGraph graph) {
    List<Cut> fitting =
        BlockChain.of(graph).cuts().stream()
            .filter(cut -> cut.layer() > 0 && LAYERS.stream().allMatch(spec -> fits(spec, cut)))
            .toList();
    return IntStream.range(0, DEPTHS.length)
        .mapToObj(i -> fitting.get((int) (DEPTHS[i] * fitting.size())))
        .toList();
  }

  private static boolean fits(String spec, Cut cut) {
    return cut.tensors().stream()
        .allMatch(tensor -> TransferLayers.parse(spec).misfit(tensor.type()).isEmpty());
  }
}
