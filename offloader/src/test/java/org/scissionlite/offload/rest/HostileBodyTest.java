package org.scissionlite.offload.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scissionlite.offload.rest.HttpEdge.INFER;
import static org.scissionlite.offload.rest.HttpEdge.error;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.offload.SmallModel;

/** Bodies that nobody should send. */
class HostileBodyTest {
  @TempDir static Path folder;

  private static HttpEdge edge;

  @BeforeAll
  static void start() {
    edge = HttpEdge.start(folder.resolve("bundle"));
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  private static void assertServes() {
    String body = HttpEdge.body(SmallModel.image(1).get("image"));
    assertThat(edge.post(INFER, body).statusCode()).isEqualTo(200);
  }

  @Test
  void jsonThatIsNestedAMillionDeep_isRefused() {
    // As deep as the largest body allows.
    String deep = "[".repeat(80_000);
    for (String body :
        List.of(
            deep,
            "{\"inputs\":[{\"data\":" + deep,
            "{\"a\":".repeat(15_000),
            "{\"inputs\":" + deep)) {
      HttpResponse<byte[]> response = edge.post(INFER, body);
      assertThat(response.statusCode()).isEqualTo(400);
    }
    assertThat(edge.post(INFER, "[".repeat(1_000_000)).statusCode()).isEqualTo(413);
    assertServes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "['1','2']|[2]|FP32|expected numbers, got a text",
        "[1e39]|[1]|FP32|is no FP32",
        "[1e999]|[1]|FP64|is no FP64",
        "[NaN]|[1]|FP32|no JSON",
        "[null]|[1]|FP32|expected numbers, got null",
        "[true]|[1]|FP32|expected numbers, got true or false",
        "[1]|[1]|BOOL|expected true or false, got an integer",
        "[1.5]|[1]|INT32|expected integers, got a number",
        "[256]|[1]|UINT8|is no UINT8",
        "[-1]|[1]|UINT64|is no UINT64",
        "[18446744073709551616]|[1]|UINT64|is no UINT64",
        "[9223372036854775808]|[1]|INT64|is no INT64",
        "[-129]|[1]|INT8|is no INT8",
        "[65536]|[1]|UINT16|is no UINT16",
        "[40000]|[1]|INT16|is no INT16",
        "[4294967296]|[1]|UINT32|is no UINT32",
        "[1]|[1]|FP16|FP16 has no form in JSON",
        "[1]|[1]|FP8|datatype 'FP8' is not supported",
        "[1]|[1]|BYTES|expected texts, got an integer",
        "[1]|[1]|FP33|datatype 'FP33' is not supported",
        "[{}]|[1]|FP32|expected numbers, got an object",
        "{}|[1]|FP32|expected an array, got an object",
        "7|[1]|FP32|expected an array, got an integer",
        "[1]|[9223372036854775807,9223372036854775807]|FP32|expected FP32 [1,3,16,16]",
        "[1]|[9223372036854775808]|FP32|out of range",
        "[1]|[-1,3,16,16]|FP32|no dimension below 0",
        "[1]|['1',3,16,16]|FP32|expected integers, got a text",
        "[1]|[1.0,3,16,16]|FP32|expected integers, got a number",
        "[1]|[1,3,16,16]|FP32|expected 3072 bytes, got 4",
        "[1]|{}|FP32|expected an array, got an object",
      })
  void elementsAndShapesThatMakeNoSense_areRefusedWithThePlace(
      String data, String shape, String type, String error) {
    HttpResponse<byte[]> response =
        edge.post(
            INFER,
            "{\"inputs\":[{\"name\":\"image\",\"shape\":%s,\"datatype\":\"%s\",\"data\":%s}]}"
                .formatted(shape, type, data)
                .replace('\'', '"'));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response)).contains(error).doesNotContain("\n", "Exception");
  }

  @Test
  void manyInputsDimensionsAndElements_areRefusedWithoutBeingKept() {
    assertThat(
            error(
                edge.post(
                    INFER,
                    "{\"inputs\":["
                        + "{\"data\":[],\"datatype\":\"FP32\"},".repeat(1000)
                        + "{}]}")))
        .contains("at most 256 elements");
    assertThat(error(edge.post(INFER, "{\"inputs\":[{\"shape\":[" + "1,".repeat(1000) + "1]}]}")))
        .contains("at most 256 elements");
    String one =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"FP64\",\"shape\":[1],\"data\":[%s1]}]}";
    assertThat(error(edge.post(INFER, one.formatted("1,".repeat(60_000))))).contains("bytes that");
    assertServes();
  }
}
