package org.scissionlite.offload.edge.registry;

import java.util.List;
import java.util.Map;
import org.scissionlite.model.Tensor;

/** The outputs of a run, which lie in the memory of its session until this is closed. */
public final class ModelRun implements AutoCloseable {
  private final List<Map<String, Tensor>> outputs;
  private final Runnable release;

  ModelRun(List<Map<String, Tensor>> outputs, Runnable release) {
    this.outputs = List.copyOf(outputs);
    this.release = release;
  }

  /** The outputs of one request, by name. */
  public Map<String, Tensor> outputs(int request) {
    return outputs.get(request);
  }

  /** Gives the session back; called once. */
  @Override
  public void close() {
    release.run();
  }
}
