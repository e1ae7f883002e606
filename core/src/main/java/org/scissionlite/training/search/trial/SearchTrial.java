package org.scissionlite.training.search.trial;

import static org.scissionlite.error.Fields.present;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.evidence.ImageSet;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.transfer.spec.LayerSpec;

/**
 * A transfer layer tried on images.
 *
 * @param spec of the layer
 * @param bytes of the payloads, checksum included
 * @param answers against those of the uncut model
 */
@JsonIgnoreProperties(
    value = {"dropPoints", "expectedDropPoints"},
    allowGetters = true)
public record SearchTrial(String spec, ByteCounts bytes, AnswerChanges answers) {
  /** How much of the changed answers is lost on balance, and how many images that is worth. */
  private static final double USUAL_LOSS = 0.25;

  private static final double USUAL_IMAGES = 20;

  public SearchTrial {
    present(spec, "spec");
    present(bytes, "bytes");
    present(answers, "answers");
  }

  /** This trial as evidence. */
  public Measurement measurement(String cut, ImageSet images) {
    return Measurement.of(cut, LayerSpec.of(spec), images, bytes, answers);
  }

  /** How many images it was tried on. */
  public int images() {
    return answers.images();
  }

  /** Payload bytes an image. */
  public double meanBytes() {
    return bytes.mean();
  }

  /**
   * Top-1 accuracy that was lost against the uncut model on these images, in percentage points; the
   * share of answers that changed where there are no labels.
   */
  @JsonProperty
  public double dropPoints() {
    return 100.0 * (answers.lost() - answers.won()) / images();
  }

  /**
   * The drop to expect on other images, in points: what the choice goes by.
   *
   * <p>On 150 images a drop of one point is one or two images: chance. How many answers changed is
   * counted far better. At seven cuts of three models 1 to 22 % of the changed answers were lost on
   * balance, at one of a model that is hardly ever wrong 72 %. So with labels the share that was
   * lost here counts as if another {@value #USUAL_IMAGES} changed images had lost a quarter, and a
   * gain counts as none. Of 150 images 12 changed, 3 fewer right: 8 * (3 + 0.25 * 20) / (12 + 20) =
   * 2 points. Without labels it is the share that changed.
   */
  @JsonProperty
  public double expectedDropPoints() {
    int changed = answers.changed();
    double changedPercent = 100.0 * changed / images();
    return answers.labelled()
        ? changedPercent
            * (answers.lostOnBalance() + USUAL_LOSS * USUAL_IMAGES)
            / (changed + USUAL_IMAGES)
        : changedPercent;
  }
}
