package org.scissionlite.cli.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.PngFile;

/** Red, green and blue pictures, hardly to be told apart. */
public final class ColourPictures {
  static final int SIDE = 16;
  static final int COLOURS = 3;
  private static final int IMAGES = 80;

  private ColourPictures() {}

  /** Pictures with a slight tint in much noise, half to train on, half to choose and confirm on. */
  public static Path write(Path data) throws IOException {
    Random random = new Random(4);
    List<String> lines = new ArrayList<>(List.of("file,label,split"));
    for (int i = 0; i < IMAGES; i++) {
      int colour = i % COLOURS;
      PngFile.write(picture(colour, random), data.resolve(i + ".png"));
      lines.add("%d.png,%d,%s".formatted(i, colour, i < IMAGES / 2 ? "train" : "val"));
    }
    Files.write(data.resolve("labels.csv"), lines);
    return data;
  }

  private static Pixels picture(int colour, Random random) {
    byte[] rgb = new byte[COLOURS * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (random.nextInt(40) + (i % COLOURS == colour ? 12 : 0));
    }
    return Pixels.rgb(SIDE, SIDE, rgb);
  }
}
