package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.Texts;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataRequest;

/** A model that takes three words, and answers with them and with the numbers of those it knows. */
class TextEdgeTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String MODEL = "words.input.none";
  private static final String LENGTH = "Inference-Header-Content-Length";
  private static final List<String> WORDS = List.of("gr\u00fcn", "", "blau");
  private static final TensorSpec INPUT =
      new TensorSpec("words", ElementType.STRING, Shape.of(1, 3));

  @TempDir static Path folder;

  private static final List<String> TOLD = new ArrayList<>();
  private static EdgeServer edge;
  private static ManagedChannel channel;

  @BeforeAll
  static void start() {
    edge =
        EdgeServer.start(
            List.of(bundle()),
            SmallModel.ENGINE,
            EdgeOptions.listeningOn(ANY)
                .withWork(EdgeWork.usual().withThreads(1).withBatch(4, Duration.ZERO)),
            EdgeFeatures.none().telling(TOLD::add).watched(EdgeWatch.NONE.listeningOn(ANY)));
    channel = NettyChannelBuilder.forAddress(edge.address()).usePlaintext().build();
  }

  @AfterAll
  static void close() {
    channel.shutdownNow();
    edge.close();
  }

  private static Bundle bundle() {
    Node known =
        new Node(
            "known",
            "known",
            "ai.onnx.ml",
            "LabelEncoder",
            List.of("words"),
            List.of("known"),
            Map.of(
                "keys_strings", new Attribute.StringList(List.of("gr\u00fcn", "blau")),
                "values_int64s", Attribute.ints(7, 8),
                "default_int64", Attribute.of(-1L)));
    ModelGraph graph =
        new ModelGraph(
            "words",
            Map.of("", 17, "ai.onnx.ml", 2),
            List.of(INPUT),
            List.of(
                new TensorSpec("echo", INPUT.type()),
                new TensorSpec("known", ElementType.INT64, INPUT.shape())),
            List.of(Node.of("echo", "Identity", List.of("words"), Map.of()), known),
            Map.of(),
            Map.of());
    return EdgeNets.bundle(folder, graph);
  }

  private static GRPCInferenceServiceBlockingStub calls() {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel);
  }

  @Test
  void textsAreDescribedAsBytes_andEachRequestHasARunOfItsOwn() {
    var described = calls().modelMetadata(ModelMetadataRequest.newBuilder().setName(MODEL).build());
    assertThat(described.getInputs(0).getDatatype()).isEqualTo("BYTES");
    assertThat(described.getOutputs(0).getDatatype()).isEqualTo("BYTES");
    assertThat(described.getInputs(0).getShapeList()).containsExactly(1L, 3L);
    assertThat(TOLD).singleElement().asString().contains("answers one request", "is of texts");
  }

  @Test
  void textsOverGrpc_areAnsweredWhetherRawOrTyped() {
    Tensor words = Texts.tensor(INPUT.shape(), WORDS);
    ModelInferRequest.Builder typed = InferRequests.declared(MODEL, "words", words);
    WORDS.forEach(
        word ->
            typed
                .getInputsBuilder(0)
                .getContentsBuilder()
                .addBytesContents(ByteString.copyFromUtf8(word)));
    for (var request : List.of(typed, InferRequests.raw(MODEL, "words", words))) {
      ModelInferResponse answer = calls().modelInfer(request.build());
      Tensor echo = new Tensor(INPUT.type(), answer.getRawOutputContents(0).asReadOnlyByteBuffer());
      assertThat(Texts.of(echo)).isEqualTo(WORDS);
      Tensor known =
          new Tensor(
              new TensorSpec("known", ElementType.INT64, INPUT.shape()).type(),
              answer.getRawOutputContents(1).asReadOnlyByteBuffer());
      assertThat(known.toLongs()).containsExactly(7, -1, 8);
    }
  }

  private static HttpResponse<byte[]> post(byte[] body, int json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:%d/v2/models/%s/infer"
                        .formatted(edge.httpAddress().orElseThrow().getPort(), MODEL)))
            .header(LENGTH, String.valueOf(json))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> post(String data) throws Exception {
    byte[] body =
        "{\"inputs\":[{\"name\":\"words\",\"datatype\":\"BYTES\",\"shape\":[1,3],\"data\":%s}]}"
            .formatted(data)
            .getBytes(StandardCharsets.UTF_8);
    return post(body, body.length);
  }

  private static JsonNode json(byte[] body) throws Exception {
    return new JsonMapper().readTree(body);
  }

  @Test
  void textsInJson_comeBackAsTextsInJson() throws Exception {
    HttpResponse<byte[]> response = post("[[\"gr\u00fcn\",\"\",\"blau\"]]");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode outputs = json(response.body()).get("outputs");
    assertThat(outputs.get(0).get("data").toString()).isEqualTo("[\"gr\u00fcn\",\"\",\"blau\"]");
    assertThat(outputs.get(1).get("data").toString()).isEqualTo("[7,-1,8]");
  }

  @Test
  void textsAsBytesBehindTheJson_comeBackSo() throws Exception {
    byte[] raw = Texts.tensor(INPUT.shape(), WORDS).data().array();
    byte[] header =
        "{\"inputs\":[{\"name\":\"words\",\"datatype\":\"BYTES\",\"shape\":[1,3],\"parameters\":{\"binary_data_size\":%d}}],\"outputs\":[{\"name\":\"echo\",\"parameters\":{\"binary_data\":true}}]}"
            .formatted(raw.length)
            .getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOf(header, header.length + raw.length);
    System.arraycopy(raw, 0, body, header.length, raw.length);
    HttpResponse<byte[]> response = post(body, header.length);
    int length = Integer.parseInt(response.headers().firstValue(LENGTH).orElseThrow());
    assertThat(Arrays.copyOfRange(response.body(), length, response.body().length)).isEqualTo(raw);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1,2,3]|expected texts, got an integer",
        "['a','b',null]|expected texts, got null",
        "['a','b']|text 3 of 3: its length is missing",
        "['a','b','c','d']|bytes behind them",
        "['\\ud800','','']|half a character",
      })
  void whatIsNoText_isRefusedOverHttp(String data, String words) throws Exception {
    HttpResponse<byte[]> response = post(data.replace('\'', '"'));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response.body()).get("error").asText()).contains(words);
  }

  @Test
  void textsBeyondTheBound_areRefusedOverHttp() throws Exception {
    HttpResponse<byte[]> response = post("[\"%s\",\"\",\"\"]".formatted("x".repeat(70_000)));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response.body()).get("error").asText()).contains("65536 bytes");
  }
}
