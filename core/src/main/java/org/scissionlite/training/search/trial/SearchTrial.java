package org.scissionlite.training.search.trial;

import static org.scissionlite.error.Fields.present;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.evidence.ImageSet;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.spec.LayerSpec;

/**
 * A transfer layer tried on images.
 *
 * @param spec of the layer
 * @param bytes of the payloads, checksum included
 * @param answers against those of the uncut model; null where the task is not classification
 * @param prediction what the uncut model's margins tell of other images; null as above
 * @param measured what is lost by the measure of another task; null of classification
 */
@JsonIgnoreProperties(
    value = {"dropPoints", "expectedDropPoints"},
    allowGetters = true)
public record SearchTrial(
    String spec,
    ByteCounts bytes,
    AnswerChanges answers,
    Prediction prediction,
    MeasuredDrop measured) {
  public SearchTrial {
    present(spec, "spec");
    present(bytes, "bytes");
    if (measured == null) {
      present(answers, "answers");
      present(prediction, "prediction");
    }
  }

  /** The trial of a classifier. */
  public SearchTrial(String spec, ByteCounts bytes, AnswerChanges answers, Prediction prediction) {
    this(spec, bytes, answers, prediction, null);
  }

  /** A trial of which nothing but counts is known. */
  public SearchTrial(String spec, ByteCounts bytes, AnswerChanges answers) {
    this(spec, bytes, answers, Prediction.ofCounts(answers));
  }

  /** Whether one layer stands at all tensors of the cut: evidence knows no other. */
  @JsonIgnore
  public boolean isOfOneLayer() {
    return !spec.contains(FittedTransferLayer.SEPARATOR);
  }

  /** This trial as evidence. */
  public Measurement measurement(String cut, ImageSet images) {
    return Measurement.of(cut, LayerSpec.of(spec), images, bytes, answers);
  }

  /** How many images it was tried on. */
  public int images() {
    return bytes.images();
  }

  /** What points are points of, in words. */
  public String measure() {
    if (measured != null) {
      return measured.measure();
    }
    return answers.labelled() ? "top-1 accuracy" : "agreement with the uncut model";
  }

  /** Payload bytes an image. */
  public double meanBytes() {
    return bytes.mean();
  }

  /**
   * Top-1 accuracy that was lost against the uncut model on these images, in percentage points; the
   * share of answers that changed where there are no labels. Of another task, points of its
   * measure.
   */
  @JsonProperty
  public double dropPoints() {
    return measured == null
        ? 100.0 * (answers.lost() - answers.won()) / images()
        : measured.points();
  }

  /** The drop to expect on other images, in points: what the choice goes by. */
  @JsonProperty
  public double expectedDropPoints() {
    return 100 * expectedDrop().share();
  }

  /** The drop to expect on other images, with its uncertainty. */
  @JsonIgnore
  public ExpectedDrop expectedDrop() {
    return measured == null ? ExpectedDrop.of(answers, prediction) : measured.expected();
  }
}
