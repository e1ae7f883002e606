package org.scissionlite.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.PngFile;
import org.scissionlite.input.synthetic.SteelSurface;

/** Small pictures: of steel, in the five classes of {@link TinyModel}, or of noise. */
public final class SmallImages {
  public static final int TEST_IMAGES = 10;
  private static final int SIDE = 15;
  private static final List<SteelSurface> CLASSES = List.of(SteelSurface.values()).subList(0, 5);

  private SmallImages() {}

  /** Writes so many images of the split "train" and {@link #TEST_IMAGES} of "test". */
  public static Path write(Path folder, int training) throws IOException {
    List<String> lines = new ArrayList<>(List.of("file,label,split"));
    for (int i = 0; i < training + TEST_IMAGES; i++) {
      SteelSurface shown = CLASSES.get(i % CLASSES.size());
      PngFile.write(shown.picture(32, i), folder.resolve(i + ".png"));
      lines.add("%d.png,%s,%s".formatted(i, shown.label(), i < training ? "train" : "test"));
    }
    Files.write(folder.resolve("labels.csv"), lines);
    return folder;
  }

  /** Writes so many pictures of noise, without labels, in the size of {@link TinyModel}. */
  public static Path writeNoise(Path folder, int count) {
    Random random = new Random(3);
    for (int i = 0; i < count; i++) {
      byte[] rgb = new byte[3 * SIDE * SIDE];
      random.nextBytes(rgb);
      PngFile.write(Pixels.rgb(SIDE, SIDE, rgb), folder.resolve("image%02d.png".formatted(i)));
    }
    return folder;
  }
}
