package org.scissionlite.cli.plan.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scissionlite.chart.Picture;
import org.scissionlite.error.UsageException;

/** The pictures of a plan. */
public enum PictureKind {
  /** The latency of every cut, part by part: the paper's figure. */
  CUTS,
  /** The best scenario, block by block. */
  TIMELINE,
  /** The best latency of every strategy over the bandwidth. */
  BANDWIDTH;

  /** The name on the command line, such as "cuts". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind of a name.
   *
   * @throws UsageException for an unknown name; lists the valid ones
   */
  public static PictureKind named(String name) {
    List<String> names = Arrays.stream(values()).map(PictureKind::toString).toList();
    if (!names.contains(name)) {
      throw UsageException.unknownName("kind of picture", name, names);
    }
    return values()[names.indexOf(name)];
  }

  /** Draws a plan. */
  public Picture draw(PlanView view) {
    return switch (this) {
      case CUTS -> CutPicture.of(view).picture();
      case TIMELINE -> TimelinePicture.of(view).picture();
      case BANDWIDTH -> BandwidthPicture.of(view).picture();
    };
  }
}
