package org.scissionlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.file.Json;
import org.scissionlite.training.SearchReport;

class PrepareCommandTest {
  @TempDir private Path folder;

  @Test
  void auto_searchesALayerAndWritesBundleAndReport() throws IOException {
    Path model = TinyModel.writeTo(folder);
    Path bundle = folder.resolve("bundle");
    CommandRun run = auto(model, bundle);

    assertThat(run.err()).contains("trial 1 of at most ").contains("confirmed on ");
    assertThat(run.exitCode()).isZero();
    SearchReport report =
        Json.read(folder.resolve("bundle.join.search.json"), SearchReport.class, "report");
    assertThat(BundleReader.open(bundle).manifest().scenarios().get(0).transferLayer())
        .isEqualTo(report.confirmed().spec());
    assertThat(folder.resolve("bundle.join.search-journal.json")).doesNotExist();
  }

  @Test
  void autoWithoutImages_saysHowToGiveThem() throws IOException {
    CommandRun run =
        CommandRun.of(
            "prepare",
            TinyModel.writeTo(folder),
            "--cut",
            "join",
            "--transfer-layer",
            "auto",
            "-o",
            folder.resolve("bundle"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("need images; name their folder with --data");
  }

  private CommandRun auto(Path model, Path bundle) throws IOException {
    return CommandRun.of(
        "prepare",
        model,
        "--cut",
        "join",
        "--transfer-layer",
        "auto",
        "--max-drop",
        30,
        "--data",
        images(),
        "-o",
        bundle);
  }

  private Path images() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    Random random = new Random(2);
    for (int number = 0; number < 40; number++) {
      BufferedImage image = new BufferedImage(15, 15, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 225; i++) {
        image.setRGB(i % 15, i / 15, random.nextInt(1 << 24));
      }
      ImageIO.write(image, "png", images.resolve("image%02d.png".formatted(number)).toFile());
    }
    return images;
  }
}
