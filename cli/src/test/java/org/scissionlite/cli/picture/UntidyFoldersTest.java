package org.scissionlite.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.cli.TinyModel;

/** Folders with what notebooks, archives and systems leave in them, behind links. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class UntidyFoldersTest {
  private static final int CLASSES = 5;

  @TempDir private Path folder;

  private Path data;

  @BeforeEach
  void classFolders() throws IOException {
    Path real = Files.createDirectories(folder.resolve("disk/real"));
    for (int i = 0; i < CLASSES; i++) {
      SmallImages.writeNoise(real.resolve("test/" + i), 2);
    }
    SmallImages.writeNoise(folder.resolve("disk/far"), 3);
    Files.createDirectories(real.resolve("train"));
    for (int i = 0; i < CLASSES; i++) {
      Files.createSymbolicLink(real.resolve("train/" + i), folder.resolve("disk/far"));
    }
    for (String name :
        List.of(
            "__MACOSX/test/0/._image00.png",
            "test/0/._image00.png",
            "test/1/.ipynb_checkpoints/image00-checkpoint.png",
            "test/2/Thumbs.db",
            "desktop.ini")) {
      Path file = real.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    Files.createSymbolicLink(real.resolve("test/0/up"), real);
    data = Files.createSymbolicLink(folder.resolve("data"), real);
  }

  @Test
  void evaluation_readsTheImagesAndSaysOnceWhatItSkips() {
    CommandRun run =
        CommandRun.of(
            "evaluate", TinyModel.writeTo(folder), "--data", data, "--no-pictures", "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"images\" : 10,");
    assertThat(run.problem())
        .isEqualTo(
            "note: data %s: 5 files skipped, as they are hidden, of the system, no images, or in no folder of a class"
                .formatted(data));
  }

  @Test
  void calibration_readsTheImages() {
    CommandRun run =
        CommandRun.prepare(
            folder, "join", "--transfer-layer", "pool2+q8", "--calibrate", data.resolve("test"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("folder %s/test: 13 images; 5 files skipped".formatted(data));
  }

  @Test
  void device_answersAllInThem() {
    CommandRun.prepare(folder, "join");
    CommandRun run = CommandRun.of("device", folder.resolve("bundle"), data.resolve("test"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("13 images: ");
  }

  @Test
  void imageThatStandsBesideTheFolders_leavesThemUnlabelled() throws IOException {
    Files.copy(data.resolve("test/0/image00.png"), data.resolve("preview.png"));
    CommandRun run =
        CommandRun.of("evaluate", TinyModel.writeTo(folder), "--data", data, "--no-pictures");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("The images have no labels");
  }
}
