package org.scissionlite.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scissionlite.evidence.AnswerChanges;
import org.scissionlite.evidence.ByteCounts;

/**
 * What one subject did on all images.
 *
 * @param subject which
 * @param bytes that crossed the network
 * @param agreementPercent share of the images that it decides like the uncut model
 * @param accuracy null where the images have no labels
 * @param measures those of tasks other than classification, the one that counts first
 * @param answers the class that it decides for, image by image; none of other tasks
 * @param payloads bytes that crossed the network, image by image
 */
public record SubjectReport(
    SubjectName subject,
    PayloadBytes bytes,
    double agreementPercent,
    Accuracy accuracy,
    List<TaskMeasure> measures,
    List<Integer> answers,
    List<Long> payloads) {
  public SubjectReport {
    measures = List.copyOf(measures);
    answers = List.copyOf(answers);
    payloads = List.copyOf(payloads);
  }

  /**
   * Top-1 accuracy or the first measure of the task where there are labels, else the agreement with
   * the uncut model; percent.
   */
  public double scorePercent() {
    if (!measures.isEmpty()) {
      return measures.get(0).points() == null ? Double.NaN : measures.get(0).points();
    }
    return accuracy == null ? agreementPercent : accuracy.top1Percent();
  }

  /** The classes against the uncut model's, on the same images; nothing of other tasks. */
  public Optional<AnswerChanges> changes(SubjectReport uncut) {
    return measures.isEmpty() ? Optional.of(counted(uncut)) : Optional.empty();
  }

  private AnswerChanges counted(SubjectReport uncut) {
    int images = answers.size();
    int changed =
        (int)
            IntStream.range(0, images)
                .filter(i -> !answers.get(i).equals(uncut.answers.get(i)))
                .count();
    return accuracy == null || accuracy.images() < images
        ? AnswerChanges.unlabelled(images, changed)
        : new AnswerChanges(
            images, true, accuracy.top1Correct(), changed, accuracy.won(), accuracy.lost());
  }

  /** The counts of the bytes, as evidence. */
  public ByteCounts byteCounts() {
    return ByteCounts.of(payloads.stream().mapToLong(Long::longValue).toArray());
  }
}
