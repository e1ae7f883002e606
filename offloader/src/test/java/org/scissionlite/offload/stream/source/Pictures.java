package org.scissionlite.offload.stream.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.PngFile;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.stream.ModelInputs;

/** Small image files. */
final class Pictures {
  static final ModelInputs INPUTS =
      new ModelInputs(
          Preprocessing.named("tf"),
          List.of(new TensorSpec("image", ElementType.FLOAT32, Shape.of(1, 3, 16, 16))));

  private Pictures() {}

  /** Writes a picture of noise. */
  static Path write(Path file, int seed) throws IOException {
    Files.createDirectories(file.getParent());
    byte[] rgb = new byte[3 * 16 * 16];
    new Random(seed).nextBytes(rgb);
    PngFile.write(Pixels.rgb(16, 16, rgb), file);
    return file;
  }

  /** The bytes of such a file. */
  static byte[] bytes(Path folder, int seed) throws IOException {
    return Files.readAllBytes(write(folder.resolve("bytes.png"), seed));
  }
}
