package org.scissionlite.offload.device.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.connection.EdgeFailure;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/** Edges that tell no bundle id, such as NVIDIA Triton, and what they say that they answer with. */
class EdgeContractTest {
  private static final String EDGE = "192.0.2.7:8001";

  @TempDir Path folder;

  private EdgeContract contract;

  @BeforeEach
  void writeBundle() {
    Bundle bundle = new SmallModel(1).bundle(folder.resolve("bundle"));
    contract = EdgeContract.of(bundle, bundle.manifest().scenario("input.none"));
  }

  private static ModelMetadataResponse.Builder metadata() {
    return ModelMetadataResponse.newBuilder()
        .addInputs(tensor("image", 1, 3, 16, 16))
        .addOutputs(tensor("logits", 1, 8));
  }

  private static TensorMetadata tensor(String name, long... dims) {
    TensorMetadata.Builder tensor = TensorMetadata.newBuilder().setName(name).setDatatype("FP32");
    for (long dim : dims) {
      tensor.addShape(dim);
    }
    return tensor.build();
  }

  private void assertRefused(Consumer<ModelMetadataResponse.Builder> change, String message) {
    ModelMetadataResponse.Builder metadata = metadata();
    change.accept(metadata);
    assertThatThrownBy(() -> contract.check(metadata.build(), EDGE))
        .isInstanceOfSatisfying(
            EdgeFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(EdgeFailure.Kind.OTHER_BUNDLE))
        .hasMessageStartingWith("edge 192.0.2.7:8001, model 'small.input.none'")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatFits_isTakenWithTheBundlesOwnOutputs() {
    ModelMetadataResponse.Builder open = metadata().clearOutputs();
    open.addOutputs(tensor("logits", -1, 8));
    for (var each : List.of(metadata(), open)) {
      EdgeModel edge = contract.check(each.build(), EDGE);
      assertThat(edge.tellsBundle()).isFalse();
      assertThat(edge.outputs()).containsExactly(tensor("logits", 1, 8));
      assertThat(edge.maxResponseBytes()).isBetween(8 * 4, 100_000);
    }
  }

  @Test
  void otherOutputs_areRefusedWithExpectedAndFound() {
    assertRefused(
        edge -> edge.setOutputs(0, tensor("logits", 1, 9)),
        "output 'logits': the device expects FP32 [1,8], the edge has [FP32 [1,9]]; device and edge");
    assertRefused(
        edge -> edge.setOutputs(0, tensor("scores", 1, 8)),
        "output 'logits': the device expects FP32 [1,8], the edge has []");
    assertRefused(edge -> edge.getOutputsBuilder(0).setDatatype("FP16"), "FP16");
    assertRefused(edge -> edge.addOutputs(tensor("more", 1)), "expected 1 outputs, got 2");
    assertRefused(edge -> edge.setInputs(0, tensor("image", 1, 4, 16, 16)), "input 'image'");
    assertRefused(ModelMetadataResponse.Builder::clearInputs, "input 'image'");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 60, 1L << 31, -2, Long.MIN_VALUE})
  void impossibleShapes_areRefusedWhereTheBundleDoesNotTellItsOutputs(long dim) {
    contract = new EdgeContract(contract.model(), contract.bundleId(), contract.wire(), List.of());
    assertRefused(edge -> edge.setOutputs(0, tensor("logits", 4, dim, 4)), "output 'logits'");
    EdgeModel open = contract.check(metadata().setOutputs(0, tensor("logits", -1)).build(), EDGE);
    assertThat(open.maxResponseBytes()).isGreaterThan(1 << 26);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1L << 60, 7})
  void answersThatDoNotFit_areFailuresOfTheEdge(long dim) {
    EdgeModel edge = EdgeModel.of(false, List.of(tensor("logits", -1)));
    ModelInferResponse.Builder response = ModelInferResponse.newBuilder();
    response.addOutputsBuilder().setName("logits").setDatatype("FP32").addShape(dim);
    response.addRawOutputContents(ByteString.copyFrom(new byte[32]));
    assertThatThrownBy(() -> new ResponseReader(EDGE).read(response.build(), edge))
        .isInstanceOf(EdgeFailure.class)
        .hasMessageStartingWith("edge 192.0.2.7:8001, output 'logits': ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void manifest_tellsTheOutputsOfTheEdge() throws IOException {
    Path file = folder.resolve("bundle/manifest.json");
    assertThat(new ObjectMapper().readTree(file.toFile()).at("/scenarios/0/outputs").toString())
        .isEqualTo("[{\"name\":\"logits\",\"elementType\":\"FLOAT32\",\"shape\":[1,8]}]");
  }
}
