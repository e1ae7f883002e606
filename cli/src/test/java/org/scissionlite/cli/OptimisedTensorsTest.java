package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.cli.optimise.OptimiseReport;
import org.scissionlite.cli.prepare.AroundModel;
import org.scissionlite.cli.prepare.ColourPictures;
import org.scissionlite.file.Json;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.profile.ProfileFile;

/** {@code optimise --train} where the best cut is one of two tensors that keeps an output. */
class OptimisedTensorsTest {
  @TempDir private Path folder;

  @Test
  void winnerOfTwoTensors_isTrainedAndShippedWhereTheImagesConfirmIt() throws IOException {
    CommandRun run = optimise(0.2, "--train", "transfer-layer", "--epochs", 1, "--variants", 1);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .containsPattern("trained, the layer sends .* points of .*: (not )?confirmed");
    assertShipped();
  }

  @Test
  void winnerOfTwoTensorsWithoutATransferLayer_isShippedAsItIs() throws IOException {
    CommandRun run = optimise(100_000);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(assertShipped().transferLayer()).isEqualTo("none");
  }

  /** Over a link on which layers win, or where bytes take no time. */
  private CommandRun optimise(double megabits, Object... more) throws IOException {
    Path model = folder.resolve("around.onnx");
    OnnxWriter.write(AroundModel.graph(), model);
    TinyProfiles profiles = TinyProfiles.of(model, folder, 2, "none");
    ProfileFile.readFolder(profiles.folder())
        .forEach(each -> ProfileFile.write(profiles.folder(), CertainTimes.in(each)));
    TinyProfiles.write(
        profiles.network(),
        "source,destination,ping(ms),bandwidth(Mbps)\nd,e,2," + megabits + "\n");
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "optimise",
                model,
                "--preprocessing",
                "unit",
                "--data",
                ColourPictures.write(folder.resolve("images")),
                "--profiles",
                profiles.folder(),
                "--network",
                profiles.network(),
                "--max-cut-tensors",
                2,
                "--least-depth",
                "deep",
                "--max-drop",
                20,
                "--threads",
                1,
                "-o",
                folder.resolve("bundle")));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private OptimiseReport.Way assertShipped() throws IOException {
    OptimiseReport report =
        Json.read(folder.resolve("bundle.optimise.json"), OptimiseReport.class, "report");
    assertThat(report.best().cut()).isEqualTo("deep");
    SplitScenario shipped =
        BundleReader.open(folder.resolve("bundle")).manifest().scenario(report.best().scenario());
    assertThat(shipped.wire()).hasSize(2);
    assertThat(shipped.keptOutputs()).extracting(TensorSpec::name).containsExactly("glow");
    assertThat(shipped.edgeOutputs()).extracting(TensorSpec::name).containsExactly("scores");
    return report.best();
  }
}
