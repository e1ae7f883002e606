package org.scissionlite.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Pixels;

/** Files that end before their picture does, among others that are whole. */
class DamagedPicturesTest {
  @TempDir private Path folder;

  private Path data;

  @BeforeEach
  void images() throws IOException {
    data = SmallImages.writeNoise(folder.resolve("data"), 4);
    byte[] noise = new byte[3 * 225];
    new Random(1).nextBytes(noise);
    ByteBuffer jpeg = PictureFormat.JPEG_420.encode(Pixels.rgb(15, 15, noise), 90);
    byte[] beginning = new byte[jpeg.remaining() - 9];
    jpeg.get(beginning);
    Files.write(data.resolve("cut.jpg"), beginning);
    byte[] png = Files.readAllBytes(data.resolve("image00.png"));
    Files.write(data.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
  }

  @Test
  void evaluation_countsThemAndEndsWithOne() {
    CommandRun run = evaluate();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("tiny on 4 images")
        .endsWith("2 of 6 images cannot be read and are left out of the figures\n");
    assertThat(run.problem())
        .contains("warning: image %s: cut off, the file ends".formatted(data.resolve("cut.jpg")))
        .contains("warning: image %s: cut off, the file ends".formatted(data.resolve("cut.png")))
        .contains("warning: 2 of 6 images cannot be read")
        .hasLineCount(3);
  }

  @Test
  void evaluationThatIsToSkipThem_onlyWarns() {
    CommandRun run = evaluate("--skip-unreadable");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("warning: 2 of 6 images cannot be read");
  }

  @Test
  void calibration_refusesThem() {
    CommandRun run =
        CommandRun.prepare(folder, "join", "--transfer-layer", "pool2+q8", "--calibrate", data);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problem())
        .startsWith("error: image %s: cut off".formatted(data.resolve("cut.jpg")))
        .hasLineCount(1);
  }

  private CommandRun evaluate(Object... more) {
    Object[] arguments = {"evaluate", TinyModel.writeTo(folder), "--data", data, "--no-pictures"};
    Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }
}
