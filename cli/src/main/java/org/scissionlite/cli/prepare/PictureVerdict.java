package org.scissionlite.cli.prepare;

import java.util.Locale;
import java.util.Optional;
import org.scissionlite.training.search.SearchReport;
import org.scissionlite.training.search.trial.SearchTrial;

/**
 * A cut against sending the picture whole, both confirmed on the same images.
 *
 * @param shipped the layer at the cut
 * @param picture the picture of the fewest bytes; empty where no quality was confirmed
 */
record PictureVerdict(SearchTrial shipped, Optional<SearchTrial> picture) {
  static PictureVerdict of(SearchReport report, Optional<SearchReport> picture) {
    return new PictureVerdict(report.shipped(), picture.map(SearchReport::confirmed));
  }

  /** Whether the picture takes fewer bytes than the cut. */
  boolean isForThePicture() {
    return picture.filter(sent -> sent.meanBytes() < shipped.meanBytes()).isPresent();
  }

  @Override
  public String toString() {
    if (picture.isEmpty()) {
      return "the picture sent whole is no rival: the images confirm no quality of JPEG or WebP";
    }
    SearchTrial sent = picture.get();
    return isForThePicture()
        ? String.format(
            Locale.ROOT,
            "send the picture: fewer bytes; cut only for privacy or for the edge's load: %s takes %,.0f bytes, %.1f times fewer, within the same limit (%.2f points lost on the same images, with the cut %.2f)",
            sent.spec(),
            sent.meanBytes(),
            shipped.meanBytes() / sent.meanBytes(),
            sent.dropPoints(),
            shipped.dropPoints())
        : String.format(
            Locale.ROOT,
            "the picture sent whole takes %,.0f bytes as %s within the same limit, %.1f times as many",
            sent.meanBytes(),
            sent.spec(),
            sent.meanBytes() / shipped.meanBytes());
  }
}
