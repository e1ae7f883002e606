package org.scissionlite.evaluation;

import org.scissionlite.input.Pixels;

/** A way to classify a picture that is put to the test. */
public interface Subject extends AutoCloseable {
  /** What it is called in the report, such as "conv_dw_6.q8" or "JPEG 4:2:0". */
  SubjectName name();

  /**
   * Classifies a picture.
   *
   * @throws org.scissionlite.error.ScissionLiteException if the engine fails
   */
  Answer answer(Pixels picture);

  /** Frees what the subject opened itself. */
  @Override
  void close();
}
