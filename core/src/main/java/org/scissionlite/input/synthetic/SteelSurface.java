package org.scissionlite.input.synthetic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Pixels;

/** What a picture of steel strip shows: the classes of the synthetic data set, sorted by name. */
public enum SteelSurface {
  /** A net of fine cracks. */
  CRAZING,
  /** Dark slivers along the rolling direction. */
  INCLUSION,
  /** No defect. */
  OK,
  /** Large areas of another shade. */
  PATCHES,
  /** Many small pits. */
  PITTED,
  /** Flakes of scale, pressed in. */
  SCALE,
  /** A few long scratches. */
  SCRATCH;

  /** The smallest and the largest side of a picture, in pixels. */
  private static final int SMALLEST = 32;

  private static final int LARGEST = 1024;

  /** The name of the class in a list of labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The names of all classes, sorted. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(SteelSurface::label).toList();
  }

  /**
   * A grey picture of this class; the same seed gives the same pixels on every machine.
   *
   * @param size of its sides, 32 to 1024 pixels
   * @throws UsageException for another size
   */
  public Pixels picture(int size, long seed) {
    if (size < SMALLEST || size > LARGEST) {
      throw new UsageException(
          "size of a picture: expected %d to %d pixels, got %d".formatted(SMALLEST, LARGEST, size));
    }
    SeededRandom chance = new SeededRandom(seed);
    Surface surface = new Surface(size);
    RolledStrip strip = RolledStrip.paint(surface, chance);
    damage(surface, strip, chance);
    RolledStrip.addSensorNoise(surface, chance);
    return surface.toPixels();
  }

  private void damage(Surface surface, RolledStrip strip, SeededRandom chance) {
    switch (this) {
      case CRAZING -> Defects.crazing(surface, strip, chance);
      case INCLUSION -> Defects.inclusion(surface, strip, chance);
      case OK -> {}
      case PATCHES -> Defects.patches(surface, chance);
      case PITTED -> Defects.pitted(surface, chance);
      case SCALE -> Defects.scale(surface, strip, chance);
      case SCRATCH -> Defects.scratch(surface, strip, chance);
    }
  }
}
