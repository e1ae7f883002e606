package org.scissionlite.offload.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;

/**
 * A session with direct buffers for its inputs and outputs that every run uses again: nothing is
 * allocated or copied between them and the engine. Outputs that have texts among them are fresh in
 * each run. Used by one thread at a time.
 */
public final class PinnedSession implements AutoCloseable {
  private final Session session;
  private final Map<String, Tensor> inputs;
  private final Map<String, Tensor> outputs;
  private final boolean hasTexts;

  /** Takes the session over; it is closed if there is no memory for its buffers. */
  public PinnedSession(Session session) {
    this.session = session;
    List<Map<String, Tensor>> buffers =
        Closer.build(
            closer -> {
              closer.own(session);
              return List.of(buffers(session.inputs()), buffers(session.outputs()));
            });
    this.inputs = buffers.get(0);
    this.outputs = buffers.get(1);
    this.hasTexts = session.outputs().stream().anyMatch(spec -> spec.type().isText());
  }

  private static Map<String, Tensor> buffers(List<TensorSpec> specs) {
    Map<String, Tensor> buffers = new LinkedHashMap<>();
    specs.forEach(spec -> buffers.put(spec.name(), Tensor.zeros(spec.type())));
    return buffers;
  }

  /** The inputs of the model, in its order. */
  public List<TensorSpec> inputs() {
    return session.inputs();
  }

  /** The outputs of the model, in its order. */
  public List<TensorSpec> outputs() {
    return session.outputs();
  }

  /** The buffer of an input, to be written by the caller before {@link #run}. */
  public Tensor inputBuffer(String name) {
    return inputs.get(name);
  }

  /**
   * Runs the model.
   *
   * @param given the inputs; the session's own buffers or others
   * @return the session's own buffers: valid until the next run
   */
  public Map<String, Tensor> run(Map<String, Tensor> given) {
    if (hasTexts) {
      return session.run(given);
    }
    session.run(given, outputs);
    return outputs;
  }

  @Override
  public void close() {
    session.close();
  }
}
