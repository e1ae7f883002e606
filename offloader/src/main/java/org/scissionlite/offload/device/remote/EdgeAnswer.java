package org.scissionlite.offload.device.remote;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.model.Tensor;

/**
 * What an edge answered.
 *
 * @param outputs of the edge slice, by name
 * @param times what the edge says about its own time
 * @param sentBytes of the request message, without gRPC's 5 bytes before it
 * @param receivedBytes of the response message, likewise
 */
public record EdgeAnswer(
    Map<String, Tensor> outputs, EdgeTimes times, long sentBytes, long receivedBytes) {
  public EdgeAnswer {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }
}
