package org.scissionlite.benchmarks.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.evidence.Loss;
import org.scissionlite.statistics.Binomial;

/**
 * How often slices were right, without a network, on images that nothing was chosen on.
 *
 * @param model its name
 * @param cut after which layer
 * @param transferLayer at the cut
 * @param images how many
 * @param labelled whether their classes are known; else right is the agreement with the uncut model
 * @param right how many
 * @param uncutRight of the uncut model
 * @param retrained whether transfer layer and edge slice were trained at this cut
 * @param changes the answers against the uncut model's; null where nobody compared them
 */
public record SliceAccuracy(
    String model,
    String cut,
    String transferLayer,
    int images,
    boolean labelled,
    int right,
    int uncutRight,
    boolean retrained,
    AnswerChanges changes) {
  /** On either side of a 95 % interval. */
  private static final double RISK = 0.025;

  /** Percent of the images. */
  public double percent() {
    return 100.0 * right / images;
  }

  /** Lower end of the exact 95 % interval of {@link #percent}. */
  public double lowPercent() {
    return 100 - 100 * Binomial.largestShare(images - right, images, RISK);
  }

  /** Upper end of the exact 95 % interval of {@link #percent}. */
  public double highPercent() {
    return 100 * Binomial.largestShare(right, images, RISK);
  }

  /** Percentage points less than the uncut model. */
  public double lostPoints() {
    return 100.0 * (uncutRight - right) / images;
  }

  /** What is lost, with its interval; empty where nobody compared the answers. */
  public Optional<Loss> loss() {
    return Optional.ofNullable(changes).map(each -> each.loss(ImageUse.TEST));
  }

  /** Makes of the JSON of an older version that of this one, in place. */
  static void upgrade(JsonNode tree) {
    if (tree instanceof ObjectNode fields && !fields.has("retrained")) {
      fields.put("retrained", false).putNull("changes");
    }
  }
}
