package org.scissionlite.offload.edge.inference;

import io.grpc.StatusRuntimeException;
import org.scissionlite.offload.observe.Caller;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/** A request for a model and the way back, as one protocol has them. */
public interface InferenceCall {
  /**
   * What is asked for, as far as it is known when the request arrives.
   *
   * @param model its name
   * @param version empty for any
   * @param bundle the id of the bundle that the device runs; empty where it does not tell, or not
   *     yet
   */
  record Target(String model, String version, String bundle) {}

  Target target();

  /** Who shares the edge with others: a connection, or an address. */
  Object source();

  /**
   * How long the caller waits yet, in nanoseconds; {@link Long#MAX_VALUE} where it does not tell.
   */
  long remainingNanos();

  /** Whether it is a message with raw contents, so that {@link #read} takes no time. */
  boolean isPlain();

  /**
   * The request; called once.
   *
   * @throws StatusRuntimeException INVALID_ARGUMENT if it is none
   */
  ModelInferRequest read();

  /** Who has sent the request; a device may tell its name in it. */
  Caller caller(ModelInferRequest request);

  long receivedBytes();

  /** Whether nobody waits for the answer any more. */
  boolean isGivenUp();

  /** What to do when nobody waits any more. */
  void whenGivenUp(Runnable action);

  /**
   * Takes the response, whose memory is used again afterwards.
   *
   * @return the bytes that are sent
   */
  long answer(ModelInferResponse response);

  /** The response was taken, and nothing more comes. */
  void complete();

  /** Answers no. */
  void refuse(StatusRuntimeException reason);
}
