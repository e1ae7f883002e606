package org.scissionlite.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/** A session that does as another one; who extends it changes what is different. */
public abstract class ForwardingSession implements Session {
  private final Session session;

  /**
   * @param session does the work
   */
  protected ForwardingSession(Session session) {
    this.session = session;
  }

  @Override
  public List<TensorSpec> inputs() {
    return session.inputs();
  }

  @Override
  public List<TensorSpec> outputs() {
    return session.outputs();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    return around(() -> session.run(inputs));
  }

  @Override
  public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    Map<String, Tensor> unused =
        around(
            () -> {
              session.run(inputs, outputs);
              return outputs;
            });
  }

  @Override
  public BoundRun bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
    BoundRun bound = session.bind(inputs, outputs);
    return new BoundRun() {
      @Override
      public void run() {
        Map<String, Tensor> unused =
            around(
                () -> {
                  bound.run();
                  return outputs;
                });
      }

      @Override
      public void close() {
        bound.close();
      }
    };
  }

  /**
   * Runs the model, by any method, with what is to happen before and behind it.
   *
   * @return the outputs
   */
  protected Map<String, Tensor> around(Supplier<Map<String, Tensor>> run) {
    return run.get();
  }

  @Override
  public void close() {
    session.close();
  }
}
