package org.scissionlite.offload.edge.inference;

import org.scissionlite.offload.edge.registry.Lease;
import org.scissionlite.offload.edge.registry.ReadRequest;
import org.scissionlite.offload.edge.registry.ServedModel;

/**
 * A request on its way through the edge: it waits to be read, and then to be run. It holds its
 * bundle until it is closed. Used by one thread at a time.
 */
final class Job implements FairQueue.Turn, AutoCloseable {
  /** No request waits as long: about three centuries would be too much for a difference. */
  private static final long FOREVER_NANOS = Long.MAX_VALUE / 4;

  private final InferenceCall call;
  private final Progress progress;
  private final long dueNanos;
  private Lease lease;
  private ReadRequest request;

  /**
   * A request that has just arrived.
   *
   * @param lease its model, taken over
   */
  Job(InferenceCall call, Lease lease, Progress progress) {
    this.call = call;
    this.lease = lease;
    this.progress = progress;
    this.dueNanos = progress.arrivedNanos() + Math.min(FOREVER_NANOS, call.remainingNanos());
  }

  InferenceCall call() {
    return call;
  }

  Progress progress() {
    return progress;
  }

  @Override
  public Object source() {
    return call.source();
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  boolean isLate(long nowNanos) {
    return nowNanos - dueNanos >= 0;
  }

  ServedModel model() {
    return lease.model();
  }

  /** The model turned out to be another one; the one before is given back. */
  void belongsTo(Lease exact) {
    lease.close();
    lease = exact;
  }

  /** It fits its model. */
  void read(ReadRequest value) {
    request = value;
  }

  ReadRequest request() {
    return request;
  }

  /** Gives the bundle back; a second call does nothing. */
  @Override
  public void close() {
    lease.close();
  }
}
