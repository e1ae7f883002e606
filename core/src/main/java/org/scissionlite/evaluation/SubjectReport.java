package org.scissionlite.evaluation;

import java.util.List;

/**
 * What one subject did on all images.
 *
 * @param subject which
 * @param bytes that crossed the network
 * @param agreementPercent share of the images that it decides like the uncut model
 * @param accuracy null where the images have no labels
 * @param answers the class that it decides for, image by image
 * @param payloads bytes that crossed the network, image by image
 */
public record SubjectReport(
    SubjectName subject,
    PayloadBytes bytes,
    double agreementPercent,
    Accuracy accuracy,
    List<Integer> answers,
    List<Long> payloads) {
  public SubjectReport {
    answers = List.copyOf(answers);
    payloads = List.copyOf(payloads);
  }

  /** Top-1 accuracy where there are labels, else the agreement with the uncut model; percent. */
  public double scorePercent() {
    return accuracy == null ? agreementPercent : accuracy.top1Percent();
  }
}
