package org.scissionlite.evaluation;

import org.scissionlite.engine.Session;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;

/** The whole model on one machine: nothing is sent. */
public final class UncutModel implements Subject {
  private final Session session;
  private final ImageClassifier classifier;

  /**
   * The model of an open session, which is closed with this.
   *
   * @throws org.scissionlite.error.UsageException if it does not classify one picture
   */
  public UncutModel(Session session, Preprocessing preprocessing) {
    this.session = session;
    this.classifier = ImageClassifier.of(preprocessing, session.inputs(), session.outputs());
  }

  @Override
  public SubjectName name() {
    return SubjectName.uncut();
  }

  @Override
  public Answer answer(Pixels picture) {
    return answer(picture, 0);
  }

  Answer answer(Pixels picture, long payloadBytes) {
    return new Answer(classifier.top(session.run(classifier.inputs(picture))), payloadBytes);
  }

  ImageClassifier classifier() {
    return classifier;
  }

  /** How many classes the model tells apart. */
  public int classes() {
    return classifier.classes();
  }

  @Override
  public void close() {
    session.close();
  }
}
