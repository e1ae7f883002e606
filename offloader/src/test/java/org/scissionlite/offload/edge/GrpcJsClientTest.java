package org.scissionlite.offload.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import inference.GrpcPredictV2;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.SmallModel;

/** A client in another language: grpc-js, with the public definition as others have compiled it. */
@Timeout(60)
class GrpcJsClientTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final int NOT_FOUND = 5;

  @TempDir Path folder;

  private final SmallModel model = new SmallModel(1);

  @Test
  void grpcJs_getsAnswersToAllSixCalls() throws Exception {
    assumeTrue(hasNode(), "Node.js is not installed");
    Map<String, Tensor> image = SmallModel.image(9);
    JsonNode found;
    try (EdgeServer edge =
        EdgeServer.start(
            model.bundle(folder.resolve("bundle")),
            SmallModel.ENGINE,
            EdgeOptions.listeningOn(ANY).withThreads(1))) {
      found = sixCalls(edge.address().getPort(), image.get("image").toFloats());
    }
    assertThat(found.get("live").asBoolean()).isTrue();
    assertThat(found.get("ready").asBoolean()).isTrue();
    assertThat(found.get("modelReady").asBoolean()).isTrue();
    assertThat(found.get("server").asText()).isEqualTo("scissionlite");
    assertThat(found.get("inputs").get(0).asText()).isEqualTo("image FP32 1,3,16,16");
    assertThat(found.get("outputs").get(0).asText()).isEqualTo("logits");
    assertThat(found.get("unknown").asInt()).isEqualTo(NOT_FOUND);
    assertThat(found.get("id").asText()).isEqualTo("7");
    Tensor expected = model.logits(image);
    byte[] raw = Base64.getDecoder().decode(found.get("raw").asText());
    assertThat(new Tensor(expected.type(), ByteBuffer.wrap(raw)).maxAbsDifference(expected))
        .isLessThan(1e-5);
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private JsonNode sixCalls(int port, float[] elements) throws Exception {
    new NodeModules(folder)
        .with("grpc__grpc-js")
        .with("grpc__proto-loader")
        .with("lodash.camelcase")
        .with("long")
        .withProtobuf();
    Path script = folder.resolve("six-calls.js");
    try (InputStream content = GrpcJsClientTest.class.getResourceAsStream("six-calls.js")) {
      Files.copy(content, script);
    }
    Path descriptors = folder.resolve("inference.bin");
    Files.write(
        descriptors,
        FileDescriptorSet.newBuilder()
            .addFile(GrpcPredictV2.getDescriptor().toProto())
            .build()
            .toByteArray());
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(List.of(String.valueOf(port), descriptors.toString(), "small.input.none"));
    for (float element : elements) {
      command.add(String.valueOf(element));
    }
    Process node =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(out).isZero();
    return new ObjectMapper().readTree(out);
  }
}
