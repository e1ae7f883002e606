package org.scissionlite.offload.http;

import java.util.List;
import java.util.Map;

/**
 * A request that has arrived.
 *
 * @param method such as "GET"
 * @param path the segments of the path, decoded: "/v2/models/a%20b" is "v2", "models", "a b"
 * @param headers by their names in lower case; of several values the first
 * @param body owned by whoever handles the call; not copied, as it may be large
 * @param address the other end's IP address
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpCall(
    String method, List<String> path, Map<String, String> headers, byte[] body, String address) {
  public HttpCall {
    path = List.copyOf(path);
    headers = Map.copyOf(headers);
  }

  /** The value of a header; empty where it is not there. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether only something is read. */
  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Whether the path is this one, written as "v2/health/live". */
  public boolean isFor(String wanted) {
    return String.join("/", path).equals(wanted);
  }
}
