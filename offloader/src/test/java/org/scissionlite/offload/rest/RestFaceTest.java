package org.scissionlite.offload.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scissionlite.offload.rest.HttpEdge.INFER;
import static org.scissionlite.offload.rest.HttpEdge.error;
import static org.scissionlite.offload.rest.HttpEdge.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;

/** The protocol over HTTP, as a client of the field speaks it. */
class RestFaceTest {
  private static final String LENGTH = "Inference-Header-Content-Length";

  @TempDir static Path folder;

  private static HttpEdge edge;

  private final SmallModel model = new SmallModel(1);
  private final Tensor image = SmallModel.image(1).get("image");

  @BeforeAll
  static void start() {
    edge = HttpEdge.start(folder.resolve("bundle"));
  }

  @AfterAll
  static void close() {
    edge.close();
  }

  private float[] expected() {
    return model.logits(SmallModel.image(1)).toFloats();
  }

  private static void assertLogits(JsonNode data, float[] expected) {
    assertThat(data.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(data.get(i).floatValue())
          .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-5f));
    }
  }

  @Test
  void serverAndModels_areDescribedAndReady() {
    assertThat(json(edge.get("/v2/health/live")).get("live").asBoolean()).isTrue();
    assertThat(json(edge.get("/v2/health/ready")).get("ready").asBoolean()).isTrue();
    assertThat(json(edge.get("/v2")).get("name").asText()).isEqualTo("scissionlite");
    assertThat(json(edge.get("/v2")).get("extensions").toString()).contains("binary_tensor_data");
    JsonNode described = json(edge.get("/v2/models/small.relu.pool2+q8"));
    assertThat(described.get("name").asText()).isEqualTo("small.relu.pool2+q8");
    assertThat(described.get("inputs").get(0).get("datatype").asText()).isEqualTo("UINT8");
    assertThat(described.get("outputs").get(0).get("shape").toString()).isEqualTo("[1,8]");
    String version = described.get("versions").get(0).asText();
    String one = "/v2/models/small/versions/" + version;
    assertThat(json(edge.get(one)).get("versions").get(0).asText()).isEqualTo(version);
    assertThat(json(edge.get(one + "/ready")).get("ready").asBoolean()).isTrue();
    assertThat(edge.post(one + "/infer", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void inferenceInJson_isTheModelsAnswer() {
    HttpResponse<byte[]> response = edge.post(INFER, HttpEdge.body(image));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    JsonNode answer = json(response);
    assertThat(answer.get("id").asText()).isEqualTo("7");
    assertThat(answer.get("model_name").asText()).isEqualTo("small.input.none");
    assertThat(answer.get("parameters").get("scissionlite_execute_nanos").asLong()).isPositive();
    assertThat(answer.get("outputs").get(0).get("datatype").asText()).isEqualTo("FP32");
    assertLogits(answer.get("outputs").get(0).get("data"), expected());
  }

  @Test
  void dataThatIsNestedAndStandsBeforeItsDatatype_isTakenToo() {
    float[] values = image.toFloats();
    StringBuilder nested = new StringBuilder();
    for (int row = 0; row < 48; row++) {
      nested.append(row == 0 ? "" : row % 16 == 0 ? "],[" : ",");
      nested.append(Arrays.toString(Arrays.copyOfRange(values, row * 16, row * 16 + 16)));
    }
    String body =
        "{\"inputs\":[{\"data\":[[[%s]]],\"shape\":[1,3,16,16],\"datatype\":\"FP32\",\"name\":\"image\"}]}"
            .formatted(nested);
    HttpResponse<byte[]> response = edge.post(INFER, body);
    assertThat(response.statusCode()).as(error(response)).isEqualTo(200);
    assertLogits(json(response).get("outputs").get(0).get("data"), expected());
  }

  private HttpResponse<byte[]> binary(String header, byte[] tensor) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOf(json, json.length + tensor.length);
    System.arraycopy(tensor, 0, body, json.length, tensor.length);
    return edge.send(
        edge.to(INFER)
            .header(LENGTH, String.valueOf(json.length))
            .header("content-type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private static String declared(int size) {
    return "{\"name\":\"image\",\"shape\":[1,3,16,16],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":%d}}"
        .formatted(size);
  }

  private byte[] imageBytes() {
    ByteBuffer data = image.data();
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return bytes;
  }

  @Test
  void inferenceInBytes_isTheModelsAnswerInBytes() {
    HttpResponse<byte[]> response =
        binary(
            "{\"inputs\":[%s],\"parameters\":{\"binary_data_output\":true}}"
                .formatted(declared(3072)),
            imageBytes());
    assertThat(response.statusCode()).isEqualTo(200);
    int length = Integer.parseInt(response.headers().firstValue(LENGTH).orElseThrow());
    JsonNode answer = json(Arrays.copyOf(response.body(), length));
    JsonNode output = answer.get("outputs").get(0);
    assertThat(output.get("parameters").get("binary_data_size").asInt()).isEqualTo(32);
    assertThat(output.has("data")).isFalse();
    float[] logits = new float[8];
    ByteBuffer.wrap(response.body(), length, 32)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(logits);
    assertThat(logits).usingComparatorWithPrecision(1e-5f).containsExactly(expected());
  }

  @Test
  void outputThatIsAskedForInJson_comesSoThoughAllOthersAreBytes() {
    HttpResponse<byte[]> response =
        binary(
            "{\"inputs\":[%s],\"outputs\":[{\"name\":\"logits\",\"parameters\":{\"binary_data\":false}}],\"parameters\":{\"binary_data_output\":true}}"
                .formatted(declared(3072)),
            imageBytes());
    assertLogits(json(response).get("outputs").get(0).get("data"), expected());
    assertThat(response.headers().firstValue(LENGTH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3071,3072", "3073,3072", "3072,3071", "0,3072", "99999999999,3072", "-1,3072"})
  void bytesThatDoNotFit_areRefused(long declared, int sent) {
    String header = "{\"inputs\":[%s]}".formatted(declared(0).replace(":0}", ":" + declared + "}"));
    HttpResponse<byte[]> response = binary(header, new byte[sent]);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response)).isNotBlank();
  }

  @Test
  void encodedTensorOfATransferLayer_isTakenAsItsBytes() {
    String path = "/v2/models/small.relu.q4";
    assertThat(json(edge.get(path)).get("inputs").get(0).get("shape").toString()).isEqualTo("[-1]");
    HttpResponse<byte[]> response =
        edge.post(
            path + "/infer",
            "{\"inputs\":[{\"name\":\"%s\",\"shape\":[2],\"datatype\":\"UINT8\",\"data\":[1,2]}]}"
                .formatted(json(edge.get(path)).get("inputs").get(0).get("name").asText()));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(error(response)).contains("small.relu.q4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET|/v2/models/other|404|other|",
        "GET|/v2/models/small/versions/7|404|has the versions|",
        "GET|/v2/models/small/versions/7/ready|404|has the versions|",
        "POST|/v2/models/other/infer|404|other|{}",
        "DELETE|/v2/models/small|405|use GET|",
        "GET|/v2/models/small/infer|405|use POST|",
        "GET|/v2/nothing|404|nothing at this path|",
        "POST|/v2/models/small/infer|400|no JSON|{\"inputs\": [",
        "POST|/v2/models/small/infer|400|expected an object, got an array|[]",
        "POST|/v2/models/small/infer|400|expected \"inputs\"|{}",
        "POST|/v2/models/small/infer|400|nothing behind the object|{\"inputs\":[]} {}",
        "POST|/v2/models/small/infer|400|expected the inputs|{\"inputs\":[]}",
      })
  void mistakes_getTheStatusThatSaysSo(
      String method, String path, int status, String error, String body) {
    var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpResponse<byte[]> response = edge.send(edge.to(path).method(method, publisher));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(error(response)).contains(error);
  }
}
