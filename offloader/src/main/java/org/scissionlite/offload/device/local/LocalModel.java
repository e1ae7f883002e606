package org.scissionlite.offload.device.local;

import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.timing.RunningTime;

/** A model that the device runs in place of an edge, and how long that takes. One thread a time. */
public final class LocalModel implements AutoCloseable {
  private final Session session;
  private final RunningTime time = new RunningTime();

  private LocalModel(Session session) {
    this.session = session;
  }

  /**
   * Takes a session over and runs it on zeros, once to have it ready and once more to know how long
   * it takes: the first run of a session is slower than all others. If that fails, the session is
   * closed.
   */
  static LocalModel warm(Session session) {
    return Closer.build(
        closer -> {
          LocalModel model = new LocalModel(closer.own(session));
          Map<String, Tensor> zeros = new LinkedHashMap<>();
          session.inputs().forEach(spec -> zeros.put(spec.name(), Tensor.zeros(spec.type())));
          session.run(zeros);
          model.run(zeros);
          return model;
        });
  }

  /** The outputs; the caller may keep them. */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    long begun = System.nanoTime();
    Map<String, Tensor> outputs = session.run(inputs);
    time.took(System.nanoTime() - begun);
    return outputs;
  }

  /** How long a run takes. */
  public RunningTime time() {
    return time;
  }

  @Override
  public void close() {
    session.close();
  }
}
