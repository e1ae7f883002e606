package org.scissionlite.benchmarks.law;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.model.Model;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/** Bundles of all cuts and transfer layers of a network. */
record LawBundles(Path shared, Path output) {
  private static final int CALIBRATION_IMAGES = 16;

  Path write(LawModel network) {
    Model model = network.model(shared);
    Preprocessor preprocessor =
        new Preprocessor(new OrtEngine(), model, network.preprocessing())
            .calibratedOn(network.images(shared), CALIBRATION_IMAGES);
    List<PreparedScenario> scenarios = new ArrayList<>();
    for (Cut cut : LawModel.cuts(model.graph())) {
      for (String layer : LawModel.LAYERS) {
        scenarios.add(preprocessor.prepare(cut, layer));
      }
    }
    Path folder = folder(network);
    BundleContent content =
        new BundleContent(model, scenarios, network.preprocessing(), List.of(), false);
    new BundleWriter(OnnxWriter::write).write(folder, content);
    return folder;
  }

  Path folder(LawModel network) {
    return output.resolve("bundle-" + network.name().toLowerCase(Locale.ROOT));
  }
}
