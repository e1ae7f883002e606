package org.scissionlite.benchmarks.stream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.transfer.spec.TransferLayers;

/**
 * Ways to run MobileNet whose slowest stages differ: the picture sent, which the link bears
 * longest, an early cut and a late one.
 */
public final class StreamBundle {
  private static final String LAYER = "pool2+q8";
  private static final double[] DEPTHS = {0.2, 0.8};
  private static final int CALIBRATION_IMAGES = 8;

  private StreamBundle() {}

  /** Writes the bundle, with the whole model if the device is to answer alone. */
  public static void write(Path shared, Path folder, boolean withWholeModel) {
    Preprocessing preprocessing = Preprocessing.named("tf");
    Model model = OnnxReader.read(shared.resolve("models").resolve("mobilenet_v1_0.75_224.onnx"));
    Preprocessor preprocessor =
        new Preprocessor(new OrtEngine(), model, preprocessing)
            .calibratedOn(images(shared), CALIBRATION_IMAGES);
    BlockChain chain = BlockChain.of(model.graph());
    List<PreparedScenario> scenarios = new ArrayList<>();
    scenarios.add(preprocessor.prepare(chain.cuts().get(0), "pixels"));
    List<Cut> fitting = chain.cuts().stream().filter(StreamBundle::fits).toList();
    for (double depth : DEPTHS) {
      scenarios.add(preprocessor.prepare(fitting.get((int) (depth * fitting.size())), LAYER));
    }
    BundleContent content =
        new BundleContent(model, scenarios, preprocessing, List.of(), withWholeModel);
    new BundleWriter(OnnxWriter::write).write(folder, content);
  }

  /** The pictures that are answered. */
  public static Path images(Path shared) {
    return shared.resolve("data").resolve("imagenet-val650").resolve("images");
  }

  private static boolean fits(Cut cut) {
    return cut.layer() > 0
        && cut.tensors().stream()
            .allMatch(tensor -> TransferLayers.parse(LAYER).misfit(tensor.type()).isEmpty());
  }
}
