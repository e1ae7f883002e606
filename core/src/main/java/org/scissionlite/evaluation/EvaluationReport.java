package org.scissionlite.evaluation;

import java.util.List;

/**
 * The accuracy and the bytes of several subjects on the same images.
 *
 * @param model name of the model
 * @param engine that ran it
 * @param task such as "detection"
 * @param images how many
 * @param classes their names, by number; empty without labels
 * @param files the images, in the order of each subject's answers
 * @param labels the number of each image's class, in the same order; empty without labels
 * @param unreadable the images that could not be read and are none of these
 * @param subjects the uncut model first
 */
public record EvaluationReport(
    String model,
    String engine,
    String task,
    int images,
    List<String> classes,
    List<String> files,
    List<Integer> labels,
    Unreadable unreadable,
    List<SubjectReport> subjects) {
  public EvaluationReport {
    classes = List.copyOf(classes);
    files = List.copyOf(files);
    labels = List.copyOf(labels);
    subjects = List.copyOf(subjects);
  }

  /**
   * Images that could not be read.
   *
   * @param images how many
   * @param files which
   */
  public record Unreadable(int images, List<String> files) {
    public Unreadable {
      files = List.copyOf(files);
    }

    public Unreadable(List<String> files) {
      this(files.size(), files);
    }
  }

  /** The uncut model's part. */
  public SubjectReport uncut() {
    return subjects.get(0);
  }

  /** Whether accuracies are known. */
  public boolean isLabelled() {
    return uncut().accuracy() != null
        || uncut().measures().stream().anyMatch(TaskMeasure::labelled);
  }
}
