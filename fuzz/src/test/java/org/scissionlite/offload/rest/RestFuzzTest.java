package org.scissionlite.offload.rest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.scissionlite.fuzz.Fuzzed;
import org.scissionlite.offload.edge.inference.InferenceCall.Target;
import org.scissionlite.offload.http.HttpCall;

/** Bodies of requests over HTTP. */
class RestFuzzTest {
  private static final Target TARGET = new Target("model", "", "");
  private static final long MOST_BYTES = 64;

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void json(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> parse(Map.of(), bytes));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void binaryExtension(byte[] bytes) throws IOException {
    int length = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    Map<String, String> headers = Map.of(InferenceBody.HEADER_LENGTH, String.valueOf(length));
    byte[] body = Arrays.copyOfRange(bytes, Math.min(bytes.length, 2), bytes.length);
    Fuzzed.readOrRefuse(() -> parse(headers, body));
  }

  private static void parse(Map<String, String> headers, byte[] body) {
    HttpCall call = new HttpCall("POST", List.of("v2"), headers, body, "192.0.2.7");
    RequestParser.parse(InferenceBody.of(call), TARGET, MOST_BYTES);
  }
}
