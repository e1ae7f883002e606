package org.scissionlite.offload.observe;

/**
 * What became of one request for a model.
 *
 * @param caller who has sent it
 * @param id the request's own; empty where it has none
 * @param model the name that was asked for, where the edge serves it; empty otherwise
 * @param code the gRPC status's name, such as OK or RESOURCE_EXHAUSTED, by whichever protocol
 * @param reason why it was refused, in one line; empty with OK
 * @param traffic its bytes
 * @param parts its time
 */
public record RequestReport(
    Caller caller,
    String id,
    String model,
    String code,
    String reason,
    Traffic traffic,
    Parts parts) {
  /** The code of a request that was answered. */
  public static final String OK = "OK";

  /**
   * Bytes of the messages, without the headers of HTTP, TCP and IP.
   *
   * @param received of the request
   * @param sent of the response
   */
  public record Traffic(long received, long sent) {}

  /**
   * Where the edge's time went, in nanoseconds; the parts that were not reached are 0.
   *
   * @param queue from the request's arrival to its turn
   * @param decode from the message to the edge slice's inputs
   * @param execute in the edge slice
   * @param encode from the outputs to the message
   * @param total from the request's arrival to its answer
   */
  public record Parts(long queue, long decode, long execute, long encode, long total) {}

  public boolean isAnswered() {
    return code.equals(OK);
  }
}
