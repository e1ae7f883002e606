package org.scissionlite.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SliceFile;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.synthetic.SteelSurface;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.privacy.AttackImages;
import org.scissionlite.privacy.AttackSettings;
import org.scissionlite.privacy.AttackStrength;
import org.scissionlite.privacy.PrivacyExperiment;

/** A slice that is exchanged after its bundle was opened is not used, though it is a fine model. */
class ChangedBundleTest {
  @TempDir private Path folder;
  private Bundle bundle;
  private Model uncut;

  @BeforeEach
  void openBundle() {
    CommandRun prepared = CommandRun.prepare(folder, "stem.relu", "--transfer-layer", "pool2");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    bundle = BundleReader.open(folder.resolve("bundle"));
    uncut = new UncutModelOption().load(bundle);
  }

  @Test
  void exchangedModel_isNotLoaded() {
    assertThat(uncut).isEqualTo(OnnxReader.read(bundle.file(bundle.manifest().wholeModel())));
    exchange(bundle.manifest().wholeModel());
    assertRefused(() -> new UncutModelOption().load(bundle), "model.onnx");
  }

  @Test
  void exchangedDeviceSlice_isNotAttacked() {
    exchange(scenario().device());
    assertRefused(this::attack, scenario().device().path());
  }

  @Test
  void exchangedEdgeSlice_isNotAttacked() {
    exchange(scenario().edge());
    assertRefused(this::attack, scenario().edge().path());
  }

  private SplitScenario scenario() {
    return bundle.manifest().scenarios().get(0);
  }

  /** Puts a model of the same form with other weights in place of a slice. */
  private void exchange(SliceFile slice) {
    Path file = bundle.file(slice);
    ModelGraph graph = OnnxReader.read(file).graph();
    Map.Entry<String, Tensor> weight = graph.initializers().entrySet().iterator().next();
    Tensor zeros = Tensor.zeros(weight.getValue().type());
    OnnxWriter.write(graph.withInitializers(Map.of(weight.getKey(), zeros)), file);
  }

  private void attack() {
    List<Pixels> pictures = List.of(SteelSurface.OK.picture(32, 1), SteelSurface.OK.picture(32, 2));
    AttackImages images =
        new AttackImages(
            bundle.manifest().preprocessing(), uncut.graph().inputs().get(0), pictures, pictures);
    AttackSettings settings = new AttackSettings(1, 1, 1, 1, AttackStrength.USUAL);
    new PrivacyRun(
            bundle,
            uncut,
            new PrivacyExperiment(
                new OrtEngine(), images, settings, new PrivacyProgress(folder, told -> {})))
        .run();
  }

  private void assertRefused(ThrowingCallable use, String file) {
    assertThatThrownBy(use)
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage(
            "bundle %s: '%s' is not the file that was written; copy the bundle again",
            bundle.folder(), file);
  }
}
