package org.scissionlite.evaluation;

import java.util.List;
import org.scissionlite.engine.Session;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;

/** The whole model on one machine: nothing is sent. */
public final class UncutModel implements Subject {
  private final Session session;
  private final ImageModel model;

  /**
   * The model of an open session, which is closed with this.
   *
   * @param task how its outputs read
   * @throws org.scissionlite.error.UsageException if it does not take one picture
   */
  public UncutModel(Session session, Preprocessing preprocessing, Task task) {
    this.session = session;
    this.model = ImageModel.of(preprocessing, session.inputs(), task);
  }

  /** The same where the shapes of the outputs tell how they read. */
  public UncutModel(Session session, Preprocessing preprocessing) {
    this(
        session,
        preprocessing,
        Task.of(new ModelEnds(session.inputs(), session.outputs(), List.of())));
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
    return new Answer(model.read(session.run(model.inputs(picture))), payloadBytes);
  }

  ImageModel model() {
    return model;
  }

  /** How the outputs read. */
  public Task task() {
    return model.task();
  }

  /** How many classes a classifier tells apart; 0 where that is not known. */
  public int classes() {
    return model.classes();
  }

  @Override
  public void close() {
    session.close();
  }
}
