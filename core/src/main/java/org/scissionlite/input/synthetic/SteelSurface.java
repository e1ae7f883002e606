package org.scissionlite.input.synthetic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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

  /** The names of the defects, sorted: the classes of boxes, which are numbered so from 0. */
  public static List<String> defects() {
    return labels().stream().filter(label -> !label.equals(OK.label())).toList();
  }

  /** The classes of masks: what is sound, and the defects. */
  public static List<String> areas() {
    return Stream.concat(Stream.of(OK.label()), defects().stream()).toList();
  }

  /**
   * A grey picture of this class; the same seed gives the same pixels on every machine.
   *
   * @param size of its sides, 32 to 1024 pixels
   * @throws UsageException for another size
   */
  public Pixels picture(int size, long seed) {
    return painting(size, seed).picture();
  }

  /** The same with the places where the defect was painted. */
  SteelPainting painting(int size, long seed) {
    if (size < SMALLEST || size > LARGEST) {
      throw new UsageException(
          "size of a picture: expected %d to %d pixels, got %d".formatted(SMALLEST, LARGEST, size));
    }
    SeededRandom chance = new SeededRandom(seed);
    Surface surface = new Surface(size);
    RolledStrip strip = RolledStrip.paint(surface, chance);
    double[] sound = surface.light();
    damage(surface, strip, chance);
    double[] damaged = surface.light();
    RolledStrip.addSensorNoise(surface, chance);
    return SteelPainting.of(surface.toPixels(), sound, damaged);
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
