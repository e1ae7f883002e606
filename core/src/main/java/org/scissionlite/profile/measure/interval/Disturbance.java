package org.scissionlite.profile.measure.interval;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.input.PictureFormat;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.TensorSpec;

/** What a device does between two runs of a model: it decodes the next picture. */
public final class Disturbance {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int QUALITY = 85;

  private Disturbance() {}

  /**
   * Decodes images in turn, each into an input; a JPEG of 640 x 480 where there are none.
   *
   * @param input of the model
   */
  public static Runnable of(List<Path> images, Preprocessing preprocessing, TensorSpec input) {
    if (images.isEmpty()) {
      ByteBuffer jpeg = jpeg();
      return () -> PictureFormat.decode(jpeg.duplicate());
    }
    int[] next = {0};
    return () -> {
      Path image = images.get(next[0]++ % images.size());
      ImageTensors.read(image, preprocessing, input);
    };
  }

  private static ByteBuffer jpeg() {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    new SplittableRandom(1).nextBytes(rgb);
    return PictureFormat.JPEG_420.encode(Pixels.rgb(WIDTH, HEIGHT, rgb), QUALITY);
  }
}
