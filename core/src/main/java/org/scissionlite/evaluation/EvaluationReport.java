package org.scissionlite.evaluation;

import java.util.List;

/**
 * The accuracy and the bytes of several subjects on the same images.
 *
 * @param model name of the model
 * @param engine that ran it
 * @param images how many
 * @param classes their names, by number; empty without labels
 * @param subjects the uncut model first
 */
public record EvaluationReport(
    String model, String engine, int images, List<String> classes, List<SubjectReport> subjects) {
  public EvaluationReport {
    classes = List.copyOf(classes);
    subjects = List.copyOf(subjects);
  }

  /** The uncut model's part. */
  public SubjectReport uncut() {
    return subjects.get(0);
  }

  /** Whether accuracies are known. */
  public boolean isLabelled() {
    return uncut().accuracy() != null;
  }
}
