package org.scissionlite.cli.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.WireTensor;
import org.scissionlite.cli.source.DataFolder;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.training.examples.Examples;
import org.scissionlite.training.search.trial.SearchTrial;

/** The slices of a bundle, with their codecs, on the images that a search confirmed with. */
final class ShippedSlices {
  private ShippedSlices() {}

  /** Checks that they send and answer what a trial says. */
  static void assertDoWhatIsSaid(Path folder, Path model, Path data, SearchTrial expected) {
    Bundle bundle = BundleReader.open(folder);
    SplitScenario scenario = bundle.manifest().scenario("");
    Examples images =
        new SearchData(
                DataFolder.whole(data),
                OnnxReader.read(model),
                bundle.manifest().preprocessing(),
                List.of())
            .forSearch(1000, 1)
            .confirming();
    Engine engine = new OrtEngine();
    long bytes = 0;
    int changed = 0;
    try (Session uncut = engine.open(model, 1);
        Session device = bundle.open(scenario.device(), engine, 1);
        Session edge = bundle.open(scenario.edge(), engine, 1)) {
      for (int i = 0; i < images.size(); i++) {
        Map<String, Tensor> image = Map.of("image", images.input(i));
        Map<String, Tensor> written = device.run(image);
        Map<String, Tensor> received = new HashMap<>();
        for (WireTensor wire : scenario.wire()) {
          ByteBuffer payload = bundle.codec(wire).encode(written.get(wire.name()));
          bytes += payload.remaining();
          received.put(wire.name(), bundle.codec(wire).decode(payload, wire.spec().type()));
        }
        Map<String, Tensor> answer = scenario.answer(written, edge.run(received));
        Map<String, Tensor> whole = uncut.run(image);
        assertThat(answer.keySet()).isEqualTo(whole.keySet());
        changed += best(answer) == best(whole) ? 0 : 1;
      }
    }
    assertThat(scenario.transferLayer()).isEqualTo(expected.spec());
    assertThat(images.size()).isEqualTo(expected.images());
    assertThat(changed).isEqualTo(expected.answers().changed());
    assertThat((double) bytes / images.size()).isCloseTo(expected.meanBytes(), within(1e-9));
  }

  private static int best(Map<String, Tensor> answer) {
    float[] scores = answer.get("scores").toFloats();
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }
}
