package org.scissionlite.offload.edge;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.edge.registry.StatusErrors;
import org.scissionlite.protocol.MeasurementGrpc.MeasurementImplBase;
import org.scissionlite.protocol.MeasurementReply;
import org.scissionlite.protocol.MeasurementRequest;

/**
 * Measures models for whoever asks, one at a time: an edge offers it only where it was started so,
 * as the models of strangers run on it then.
 */
public final class MeasurementService extends MeasurementImplBase implements AutoCloseable {
  private final Measurer measurer;
  private final Limits limits;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(MeasurementService::timerThread);
  private final AtomicReference<MeasurementCall> current = new AtomicReference<>();

  /**
   * What a measurement may take.
   *
   * @param modelBytes the largest ONNX file
   * @param piece how long the next piece of it may take to arrive
   * @param whole how long everything may take
   */
  public record Limits(long modelBytes, Duration piece, Duration whole) {
    public Limits {
      if (modelBytes < 1 || piece.toMillis() < 1 || whole.toMillis() < 1) {
        throw new UsageException("limits of a measurement: expected a byte and 1 ms or more");
      }
    }

    /** Files of that size, 30 s for a piece, an hour for everything. */
    public static Limits of(long modelBytes) {
      return new Limits(modelBytes, Duration.ofSeconds(30), Duration.ofHours(1));
    }
  }

  public MeasurementService(Measurer measurer, Limits limits) {
    this.measurer = measurer;
    this.limits = limits;
  }

  private static Thread timerThread(Runnable work) {
    Thread thread = new Thread(work, "measurement-timer");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public StreamObserver<MeasurementRequest> measure(StreamObserver<MeasurementReply> observer) {
    ServerCallStreamObserver<MeasurementReply> answer =
        (ServerCallStreamObserver<MeasurementReply>) observer;
    MeasurementCall call = new MeasurementCall(this, answer);
    answer.setOnCancelHandler(call::stop);
    if (!current.compareAndSet(null, call)) {
      call.refuse(
          StatusErrors.of(
              Status.Code.RESOURCE_EXHAUSTED,
              "the edge is measuring another model; try again when it is done"));
      return call;
    }
    call.begin();
    return call;
  }

  Measurer measurer() {
    return measurer;
  }

  Limits limits() {
    return limits;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** The next measurement may come. */
  void release(MeasurementCall call) {
    current.compareAndSet(call, null);
  }

  /** Stops what is being measured and waits until it has ended. */
  @Override
  public void close() {
    MeasurementCall call = current.get();
    if (call != null) {
      call.refuse(StatusErrors.of(Status.Code.UNAVAILABLE, "the edge is being stopped"));
      call.stop();
      call.awaitEnd();
    }
    timer.shutdownNow();
  }
}
