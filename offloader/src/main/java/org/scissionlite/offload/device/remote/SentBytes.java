package org.scissionlite.offload.device.remote;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what a call sends: its message as it crosses, compressed or not, without gRPC's 5 bytes
 * before it and the headers of HTTP/2.
 */
final class SentBytes extends ClientStreamTracer.Factory {
  private final AtomicLong bytes = new AtomicLong();

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    return new ClientStreamTracer() {
      @Override
      public void outboundWireSize(long more) {
        bytes.addAndGet(more);
      }
    };
  }

  /** What was sent so far. */
  long count() {
    return bytes.get();
  }
}
