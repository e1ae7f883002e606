package org.scissionlite.offload.edge.inference;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.scissionlite.offload.edge.registry.EdgeTimes;
import org.scissionlite.offload.observe.RequestReport;
import org.scissionlite.offload.observe.RequestReport.Parts;
import org.scissionlite.offload.observe.RequestReport.Traffic;
import org.scissionlite.protocol.ModelInferRequest;

/** How far a request has come. Used by one thread at a time. */
final class Progress {
  private final InferenceCall call;
  private final long arrivedNanos = System.nanoTime();
  private ModelInferRequest request = ModelInferRequest.getDefaultInstance();
  private String model = "";
  private long markNanos = arrivedNanos;
  private long queueNanos;
  private long decodeNanos;
  private long executeNanos;
  private long encodeNanos;
  private long sentBytes;

  Progress(InferenceCall call) {
    this.call = call;
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  void found(String name) {
    model = name;
  }

  /** It is being read. */
  void begun() {
    queueNanos += lap();
  }

  /** It was read. */
  void read(ModelInferRequest message) {
    request = message;
    decodeNanos = lap();
  }

  /** It is being run. */
  void runs() {
    queueNanos += lap();
  }

  /** It was run. */
  void ran() {
    executeNanos = lap();
  }

  void sent(long bytes) {
    sentBytes = bytes;
    encodeNanos = lap();
  }

  /** The time since the last step. */
  private long lap() {
    long now = System.nanoTime();
    long taken = now - markNanos;
    markNanos = now;
    return taken;
  }

  EdgeTimes times() {
    return new EdgeTimes(queueNanos, decodeNanos, executeNanos);
  }

  /** It was answered. */
  RequestReport report() {
    return report(RequestReport.OK, "");
  }

  /** It was refused. */
  RequestReport report(StatusRuntimeException reason) {
    Status status = reason.getStatus();
    return report(status.getCode().name(), String.valueOf(status.getDescription()));
  }

  private RequestReport report(String code, String reason) {
    long total = System.nanoTime() - arrivedNanos;
    return new RequestReport(
        call.caller(request),
        request.getId(),
        model,
        code,
        reason,
        new Traffic(call.receivedBytes(), sentBytes),
        new Parts(queueNanos, decodeNanos, executeNanos, encodeNanos, total));
  }
}
