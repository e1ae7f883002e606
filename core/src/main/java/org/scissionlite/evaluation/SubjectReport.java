package org.scissionlite.evaluation;

/**
 * What one subject did on all images.
 *
 * @param subject which
 * @param bytes that crossed the network
 * @param agreementPercent share of the images that it decides like the uncut model
 * @param accuracy null where the images have no labels
 */
public record SubjectReport(
    SubjectName subject, PayloadBytes bytes, double agreementPercent, Accuracy accuracy) {
  /** Top-1 accuracy where there are labels, else the agreement with the uncut model; percent. */
  public double scorePercent() {
    return accuracy == null ? agreementPercent : accuracy.top1Percent();
  }
}
