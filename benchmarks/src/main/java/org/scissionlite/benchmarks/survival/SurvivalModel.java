package org.scissionlite.benchmarks.survival;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.transfer.spec.TransferLayers;
import org.scissionlite.zoo.Zoo;

/**
 * The network that runs: MobileNetV2 at 160 x 160 with random weights, as only its times and the
 * sameness of its answers are looked at, cut in the middle.
 *
 * @param bundle device and edge slice, and the whole model
 */
record SurvivalModel(Bundle bundle) {
  /** How many different images there are. */
  static final int PICTURES = 32;

  private static final String LAYER = "pool2+q8";
  private static final Preprocessing PREPROCESSING = Preprocessing.named("tf");
  private static final Engine ENGINE = new OrtEngine();

  /** What goes into its bundle. */
  static BundleContent content() {
    ModelGraph graph =
        Zoo.build("mobilenetv2", Zoo.defaults("mobilenetv2").withInputSize(160).withClasses(10));
    Model model = new Model("mobilenetv2", Sha256.of("random weights"), graph);
    List<Cut> cuts =
        BlockChain.of(graph).cuts().stream().filter(cut -> cut.layer() > 0 && fits(cut)).toList();
    Preprocessor preprocessor = new Preprocessor(ENGINE, model, PREPROCESSING).calibratedOnNoise(4);
    return new BundleContent(
        model,
        List.of(preprocessor.prepare(cuts.get(cuts.size() / 2), LAYER)),
        PREPROCESSING,
        List.of(),
        true);
  }

  private static boolean fits(Cut cut) {
    return cut.tensors().stream()
        .allMatch(tensor -> TransferLayers.parse(LAYER).misfit(tensor.type()).isEmpty());
  }

  static Engine engine() {
    return ENGINE;
  }

  /** The model's inputs for each of the different images. */
  List<Map<String, Tensor>> pictures() {
    try (Session whole = ENGINE.open(bundle.file(bundle.manifest().wholeModel()), 1)) {
      return RandomPictures.examples(whole.inputs(), PREPROCESSING, PICTURES, 1).stream()
          .<Map<String, Tensor>>map(HashMap::new)
          .toList();
    }
  }

  /** The whole model's answers to the different images. */
  List<Tensor> wholeAnswers() {
    try (Session whole = bundle.open(bundle.manifest().wholeModel(), ENGINE, 1)) {
      return pictures().stream().map(picture -> only(whole.run(picture))).toList();
    }
  }

  /** The slices' answers. */
  List<Tensor> sliceAnswers() {
    SplitScenario scenario = bundle.manifest().scenario("");
    WireFormat wire = WireFormat.of(bundle, scenario).get(0);
    try (Session device = bundle.open(scenario.device(), ENGINE, 1);
        Session edge = bundle.open(scenario.edge(), ENGINE, 1)) {
      return pictures().stream()
          .map(picture -> only(device.run(picture)))
          .map(map -> wire.decode(wire.encode(map)))
          .map(map -> only(edge.run(Map.of(wire.spec().name(), map))))
          .toList();
    }
  }

  static Tensor only(Map<String, Tensor> outputs) {
    return outputs.values().iterator().next();
  }
}
