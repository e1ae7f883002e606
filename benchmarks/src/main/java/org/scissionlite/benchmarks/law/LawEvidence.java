package org.scissionlite.benchmarks.law;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.evaluation.SlicedModel;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.ImageSet;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.model.Model;
import org.scissionlite.transfer.spec.LayerSpec;

/**
 * The bytes that the scenarios of a bundle send, counted before on pictures that are not those of
 * the requests.
 */
record LawEvidence(Engine engine, Model model, List<Path> pictures) {
  Evidence of(Bundle bundle) {
    List<Measurement> found = new ArrayList<>();
    for (SplitScenario scenario : bundle.manifest().scenarios()) {
      try (SlicedModel sliced = SlicedModel.open(engine, 1, bundle, scenario)) {
        long[] bytes =
            pictures.stream()
                .mapToLong(picture -> sliced.answer(ImageFiles.read(picture)).payloadBytes())
                .toArray();
        found.add(
            new Measurement(
                scenario.cut(),
                LayerSpec.of(scenario.transferLayer()),
                images(),
                ByteCounts.of(bytes),
                null,
                null));
      }
    }
    return Evidence.of(model.name(), model.sha256(), found);
  }

  private ImageSet images() {
    return new ImageSet(ImageUse.TEST, pictures.size(), Sha256.of(pictures.toString()));
  }
}
