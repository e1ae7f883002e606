package org.scissionlite.offload.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scissionlite.block.BlockChain;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.connection.CongestionControl;
import org.scissionlite.offload.connection.EdgeSocket;
import org.scissionlite.offload.edge.EdgeFeatures;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.edge.EdgeWatch;
import org.scissionlite.offload.security.EdgeAccess;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;

/**
 * A slice that reads and answers half-precision numbers, over both faces. As the protocol has it,
 * they travel as bytes, and have no form in JSON or in typed contents.
 */
class HalvesTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String LENGTH = "inference-header-content-length";

  /** Of -2, -1, 0.5 and 3 the relu leaves 0, 0, 0.5 and 3. */
  private static final Map<ElementType, short[]> GIVEN =
      Map.of(
          ElementType.FLOAT16, new short[] {(short) 0xC000, (short) 0xBC00, 0x3800, 0x4200},
          ElementType.BFLOAT16, new short[] {(short) 0xC000, (short) 0xBF80, 0x3F00, 0x4040});

  @TempDir private Path folder;

  private EdgeServer start(ElementType half) {
    return EdgeServer.start(
        List.of(bundle(half)),
        SmallModel.ENGINE,
        EdgeOptions.listeningOn(ANY).withThreads(1),
        EdgeFeatures.none().watched(EdgeWatch.NONE.listeningOn(ANY)));
  }

  private Bundle bundle(ElementType half) {
    TensorType halves = new TensorType(half, Shape.of(1, 4));
    TensorType floats = new TensorType(ElementType.FLOAT32, Shape.of(1, 4));
    ModelGraph graph =
        new ModelGraph(
            "halves",
            Map.of("", 17),
            List.of(new TensorSpec("x", halves)),
            List.of(new TensorSpec("y", halves)),
            List.of(
                cast("wide", "x", ElementType.FLOAT32),
                Node.of("positive", "Relu", List.of("wide"), Map.of()),
                cast("y", "positive", half)),
            Map.of(),
            Map.of("wide", floats, "positive", floats));
    Model model = new Model("halves", "0".repeat(64), graph);
    PreparedScenario whole =
        new Preprocessor(SmallModel.ENGINE, model, Preprocessing.named("tf"))
            .prepare(BlockChain.of(graph).cut("input"), "none");
    return new BundleWriter(OnnxWriter::write)
        .write(
            folder.resolve("bundle"),
            new BundleContent(model, List.of(whole), Preprocessing.named("tf"), List.of(), false));
  }

  private static Node cast(String name, String from, ElementType to) {
    return Node.of(name, "Cast", List.of(from), Map.of("to", Attribute.of(to.onnxCode())));
  }

  private static byte[] bytes(short... halves) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * halves.length).order(ByteOrder.LITTLE_ENDIAN);
    for (short each : halves) {
      bytes.putShort(each);
    }
    return bytes.array();
  }

  private static byte[] expected(ElementType half) {
    short[] given = GIVEN.get(half);
    return bytes((short) 0, (short) 0, given[2], given[3]);
  }

  private static ModelInferRequest.Builder declared(ElementType half) {
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName("halves");
    request
        .addInputsBuilder()
        .setName("x")
        .setDatatype(half.protocolName())
        .addAllShape(List.of(1L, 4L));
    return request;
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void overGrpc_theyAreRawBytesAndNothingElse(ElementType half) {
    try (EdgeServer edge = start(half)) {
      ManagedChannel channel =
          EdgeSocket.builder(edge.address(), CongestionControl.SYSTEM, EdgeAccess.plain()).build();
      try {
        var stub = GRPCInferenceServiceGrpc.newBlockingStub(channel);
        ModelInferResponse answer =
            stub.modelInfer(
                declared(half)
                    .addRawInputContents(ByteString.copyFrom(bytes(GIVEN.get(half))))
                    .build());
        assertThat(answer.getOutputs(0).getDatatype()).isEqualTo(half.protocolName());
        assertThat(answer.getRawOutputContents(0).toByteArray()).isEqualTo(expected(half));
        ModelInferRequest.Builder typed = declared(half);
        typed.getInputsBuilder(0).getContentsBuilder().addAllFp32Contents(List.of(1f, 2f, 3f, 4f));
        assertThatThrownBy(() -> stub.modelInfer(typed.build()))
            .isInstanceOfSatisfying(
                StatusRuntimeException.class,
                refusal ->
                    assertThat(refusal.getStatus().getCode())
                        .isEqualTo(Status.Code.INVALID_ARGUMENT))
            .hasMessageContaining(half.protocolName() + " comes in raw_input_contents only");
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void overHttp_theyAreBytesBehindTheJson(ElementType half) throws Exception {
    try (EdgeServer edge = start(half)) {
      HttpResponse<byte[]> answer =
          post(
              edge,
              "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"%s\",\"parameters\":{\"binary_data_size\":8}}],\"parameters\":{\"binary_data_output\":true}}"
                  .formatted(half.protocolName()),
              bytes(GIVEN.get(half)));
      assertThat(answer.statusCode()).isEqualTo(200);
      int json = Integer.parseInt(answer.headers().firstValue(LENGTH).orElseThrow());
      JsonNode told = HttpEdge.json(Arrays.copyOf(answer.body(), json));
      assertThat(told.at("/outputs/0/datatype").asText()).isEqualTo(half.protocolName());
      assertThat(Arrays.copyOfRange(answer.body(), json, answer.body().length))
          .isEqualTo(expected(half));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void inJson_theyAreRefusedWithTheWayOut(ElementType half) throws Exception {
    try (EdgeServer edge = start(half)) {
      HttpResponse<byte[]> given =
          post(
              edge,
              "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"%s\",\"data\":[1,2,3,4]}]}"
                  .formatted(half.protocolName()),
              new byte[0]);
      assertThat(given.statusCode()).isEqualTo(400);
      assertThat(HttpEdge.error(given))
          .contains(half.protocolName() + " has no form in JSON", "\"binary_data_size\"");
      HttpResponse<byte[]> wanted =
          post(
              edge,
              "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,4],\"datatype\":\"%s\",\"parameters\":{\"binary_data_size\":8}}]}"
                  .formatted(half.protocolName()),
              bytes(GIVEN.get(half)));
      assertThat(wanted.statusCode()).isEqualTo(400);
      assertThat(HttpEdge.error(wanted)).contains("output 'y'", "binary_data");
    }
  }

  private static HttpResponse<byte[]> post(EdgeServer edge, String json, byte[] tensor)
      throws IOException, InterruptedException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOf(header, header.length + tensor.length);
    System.arraycopy(tensor, 0, body, header.length, tensor.length);
    int port = edge.httpAddress().orElseThrow().getPort();
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:%d/v2/models/halves/infer".formatted(port)))
                .header(LENGTH, String.valueOf(header.length))
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofByteArray());
  }
}
