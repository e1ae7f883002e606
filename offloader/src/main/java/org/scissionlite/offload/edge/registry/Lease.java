package org.scissionlite.offload.edge.registry;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.scissionlite.protocol.ModelMetadataResponse;

/** A model that stays open until the lease is closed, whatever is unloaded meanwhile. */
public final class Lease implements AutoCloseable {
  private final ServedModel model;
  private final List<String> versions;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  Lease(ServedModel model, List<String> versions, Runnable release) {
    this.model = model;
    this.versions = List.copyOf(versions);
    this.release = release;
  }

  public ServedModel model() {
    return model;
  }

  /** Inputs, outputs, properties, and all versions of that name; without the name. */
  public ModelMetadataResponse metadata() {
    return model.metadata().toBuilder().addAllVersions(versions).build();
  }

  /** Gives the model back; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
