package org.scissionlite.offload.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer.
 *
 * @param status such as 200
 * @param contentType such as "application/json"
 * @param headers further ones
 * @param body not copied, as it may be large
 */
@SuppressWarnings("ArrayRecordComponent")
public record HttpAnswer(int status, String contentType, Map<String, String> headers, byte[] body) {
  public static final String JSON = "application/json";

  private static final JsonMapper MAPPER = new JsonMapper();

  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  public static HttpAnswer ok(String contentType, byte[] body) {
    return new HttpAnswer(200, contentType, Map.of(), body);
  }

  public static HttpAnswer ok(String contentType, String text) {
    return ok(contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A value as JSON: maps, lists, texts, numbers and records. */
  public static HttpAnswer json(Object value) {
    return ok(JSON, text(value));
  }

  /** The standard's form of an error. */
  public static HttpAnswer error(int status, String message) {
    byte[] body = text(Map.of("error", message)).getBytes(StandardCharsets.UTF_8);
    return new HttpAnswer(status, JSON, Map.of(), body);
  }

  /** There is such a thing, but not by this method. */
  public static HttpAnswer wrongMethod(String method, String allowed) {
    return error(405, "%s is not what one does here; use %s".formatted(method, allowed))
        .with("allow", allowed);
  }

  private static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value, e);
    }
  }

  /** The same with one more header. */
  public HttpAnswer with(String name, String value) {
    Map<String, String> more = new java.util.HashMap<>(headers);
    more.put(name, value);
    return new HttpAnswer(status, contentType, more, body);
  }
}
