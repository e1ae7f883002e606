package org.scissionlite.offload.edge.inference;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.scissionlite.offload.observe.RequestReport;
import org.scissionlite.offload.observe.RequestReport.Parts;
import org.scissionlite.offload.observe.RequestReport.Traffic;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.protocol.InferParameter;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/** How far a request has come. Used by one thread at a time. */
final class Progress {
  private final InferenceCall call;
  private final long arrivedNanos = System.nanoTime();
  private ModelInferRequest request = ModelInferRequest.getDefaultInstance();
  private String model = "";
  private long waitedNanos;
  private long readNanos;
  private long decodeNanos;
  private long executeNanos;
  private long computedAt;
  private long encodeNanos;
  private long sentBytes;

  Progress(InferenceCall call) {
    this.call = call;
  }

  void found(String name) {
    model = name;
  }

  void begun() {
    waitedNanos = System.nanoTime() - arrivedNanos;
  }

  void read(ModelInferRequest message) {
    request = message;
    readNanos = System.nanoTime() - arrivedNanos - waitedNanos;
  }

  long waitedNanos() {
    return waitedNanos;
  }

  void computed(ModelInferResponse response) {
    computedAt = System.nanoTime();
    decodeNanos = readNanos + nanos(response, WireNames.DECODE_NANOS);
    executeNanos = nanos(response, WireNames.EXECUTE_NANOS);
  }

  private static long nanos(ModelInferResponse response, String name) {
    return response
        .getParametersOrDefault(name, InferParameter.getDefaultInstance())
        .getInt64Param();
  }

  void sent(long bytes) {
    sentBytes = bytes;
    encodeNanos = System.nanoTime() - computedAt;
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
        new Parts(waitedNanos, decodeNanos, executeNanos, encodeNanos, total));
  }
}
