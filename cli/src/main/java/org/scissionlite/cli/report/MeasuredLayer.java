package org.scissionlite.cli.report;

import java.util.List;
import java.util.Locale;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.Loss;
import org.scissionlite.evidence.Measurement;

/**
 * A transfer layer as it was measured on images.
 *
 * @param bytes sent for an image on average
 * @param lost accuracy in percentage points; below 0 where it gains
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param images on which it stands
 * @param use what they served for: "choice", "confirmation" or "test"
 * @param labelled whether their classes are known; if not, agreement with the uncut model counts
 */
record MeasuredLayer(
    String cut,
    String transferLayer,
    double bytes,
    double lost,
    double low,
    double high,
    int images,
    String use,
    boolean labelled) {
  private static final int PERCENT = 100;

  /** All of which bytes and answers are known. */
  static List<MeasuredLayer> of(Evidence evidence) {
    return evidence.measurements().stream()
        .filter(each -> each.bytes() != null && each.answers() != null)
        .map(MeasuredLayer::of)
        .toList();
  }

  private static MeasuredLayer of(Measurement found) {
    Loss loss = found.answers().loss(found.images().use());
    return new MeasuredLayer(
        found.cut(),
        found.layer().spec(),
        found.bytes().mean(),
        PERCENT * loss.share(),
        PERCENT * loss.low(),
        PERCENT * loss.high(),
        loss.images(),
        found.images().use().name().toLowerCase(Locale.ROOT),
        found.answers().labelled());
  }
}
