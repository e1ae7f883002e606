package org.scissionlite.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.bundle.WireTensor;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.FileName;
import org.scissionlite.file.Json;
import org.scissionlite.input.Pixels;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.privacy.PrivacyExperiment;
import org.scissionlite.privacy.PrivacyExperiment.Outcome;
import org.scissionlite.privacy.PrivacyReport;
import org.scissionlite.privacy.PrivacyReport.CutPrivacy;
import org.scissionlite.privacy.Wiretap;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * The attack on every scenario of a bundle.
 *
 * @param uncut the model that the bundle was cut from
 */
record PrivacyRun(Bundle bundle, Model uncut, PrivacyExperiment experiment) {
  /** The published transfer layer, which every scenario is compared with. */
  private static final String PUBLISHED = "pool2";

  /**
   * What came out for the scenarios.
   *
   * @param outcomes with the pictures, in the order of the report's cuts
   */
  record Result(PrivacyReport report, List<Outcome> outcomes) {
    /** Writes a sheet of pictures for each scenario, then the report. */
    void write(Path folder, List<Pixels> originals) {
      for (int i = 0; i < outcomes.size(); i++) {
        String scenario = outcomes.get(i).similarities().get(0).subject();
        new ReconstructionSheet(originals, outcomes.get(i))
            .write(folder.resolve(FileName.of(scenario) + ".png"));
      }
      Json.write(folder.resolve("privacy.json"), report);
    }
  }

  Result run() {
    List<CutPrivacy> cuts = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (SplitScenario scenario : bundle.manifest().scenarios()) {
      Outcome outcome = attack(scenario);
      outcomes.add(outcome);
      cuts.add(
          new CutPrivacy(
              scenario.cut(),
              scenario.transferLayer(),
              outcome.similarities().get(0).ssim(),
              outcome.knownImages(),
              outcome.similarities()));
    }
    PrivacyReport report =
        new PrivacyReport(
            PrivacyReport.SCHEMA_VERSION,
            bundle.manifest().model().name(),
            experiment.engine().description(),
            experiment.settings(),
            experiment.images().test().size(),
            cuts);
    return new Result(report, outcomes);
  }

  private Outcome attack(SplitScenario scenario) {
    if (scenario.wire().size() != 1) {
      throw new UsageException(
          "privacy: scenario '%s' sends %d tensors; the attack takes one"
              .formatted(scenario.name(), scenario.wire().size()));
    }
    Cut cut = BlockChain.of(uncut.graph()).cut(scenario.cut());
    Map<String, Wiretap> subjects = new LinkedHashMap<>();
    try {
      subjects.put(scenario.name(), ofBundle(scenario, cut));
      if (!scenario.transferLayer().equals(PUBLISHED)) {
        subjects.put(PUBLISHED + " (published)", ofPublished(cut));
      }
      return experiment.attack(subjects);
    } finally {
      subjects.values().forEach(Wiretap::close);
    }
  }

  private Wiretap ofBundle(SplitScenario scenario, Cut cut) {
    ModelGraph device = OnnxReader.read(bundle.content(scenario.device()).onnx()).graph();
    ModelGraph edge = OnnxReader.read(bundle.content(scenario.edge()).onnx()).graph();
    WireTensor wire = scenario.wire().get(0);
    String restored = restored(edge, cut.tensors().get(0).name());
    return Wiretap.on(experiment.engine(), device, edge, bundle.codec(wire), restored);
  }

  private Wiretap ofPublished(Cut cut) {
    PreparedScenario pooled =
        new Preprocessor(experiment.engine(), uncut, bundle.manifest().preprocessing())
            .prepare(cut.name(), PUBLISHED);
    FittedTransferLayer layer = pooled.inserted().layers().get(0);
    return Wiretap.on(
        experiment.engine(),
        pooled.slices().device(),
        pooled.slices().edge(),
        layer.codec(),
        layer.decoder().output().name());
  }

  /** What the edge slice's nodes read in place of the tensor at the cut: EdgeTL's output. */
  private String restored(ModelGraph edge, String tensor) {
    for (Node reader : uncut.graph().nodes()) {
      int place = reader.inputs().indexOf(tensor);
      if (place >= 0) {
        for (Node node : edge.nodes()) {
          if (node.name().equals(reader.name())) {
            return node.inputs().get(place);
          }
        }
      }
    }
    throw new ScissionLiteException(
        "bundle %s: its edge slice has no reader of '%s'".formatted(bundle.folder(), tensor));
  }
}
