package org.scissionlite.offload.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.transfer.codec.GzipCodec;

/** A device whose edge is not ours: it runs the exported slices and has no codec. */
class DeviceWithTritonTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir private static Path folder;

  private static SmallModel model;
  private static Bundle bundle;
  private static Path models;

  private final List<String> told = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void export() {
    model = new SmallModel(1);
    bundle = model.bundle(folder.resolve("bundle"));
    models = folder.resolve("models");
    new TritonRepository(1, 1, 500).write(bundle, models, SmallModel.ENGINE);
  }

  private DeviceOptions options(String scenario, InetSocketAddress... edges) {
    return DeviceOptions.sendingTo(List.of(edges))
        .withScenario(scenario)
        .withThreads(1)
        .withDeadline(Duration.ofSeconds(20))
        .withChanges(told::add);
  }

  private DeviceRuntime open(DeviceOptions options) {
    return DeviceRuntime.open(bundle, SmallModel.ENGINE, options);
  }

  private void assertAnswer(Answer answer, String layer, Map<String, Tensor> image) {
    assertThat(answer.outputs().get("logits").maxAbsDifference(model.logits("relu", layer, image)))
        .isLessThan(1e-5);
  }

  /** What 'evaluate --edge-without-codecs' counts. */
  private static long gzip(ModelInferRequest request) {
    TensorType type = new TensorType(ElementType.UINT8, Shape.of(1, 8, 16, 16));
    return new GzipCodec()
        .encode(new Tensor(type, request.getRawInputContents(0).asReadOnlyByteBuffer()))
        .remaining();
  }

  @Test
  void codecThatTheServerLacks_isReplacedByPlainIntegersWithGzip() throws Exception {
    try (FakeTriton triton = FakeTriton.serve(models);
        DeviceRuntime device = open(options("relu.q4", triton.address()))) {
      Map<String, Tensor> image = SmallModel.image(3);
      Answer answer = device.infer(image);
      assertAnswer(answer, "q4", image);
      assertThat(answer.servedBy()).isInstanceOf(ServedBy.Edge.class);
      ModelInferRequest request = triton.requests().get(0);
      assertThat(request.getInputs(0).getDatatype()).isEqualTo("UINT8");
      assertThat(request.getInputs(0).getShapeList()).containsExactly(1L, 8L, 16L, 16L);
      assertThat(request.getRawInputContents(0).size()).isEqualTo(8 * 16 * 16);
      assertThat(request.getId()).isEqualTo(answer.traffic().id());
      assertThat(triton.encodings()).containsOnly("gzip");
      assertThat(answer.traffic().sentBytes()).isCloseTo(gzip(request), Offset.offset(200L));
      assertThat(answer.traffic().payloadBytes()).isEqualTo(answer.traffic().sentBytes() - 5);
    }
    assertThat(told)
        .singleElement()
        .asString()
        .contains(
            " is triton 2.50.0, which does not tell its bundle; only names, types and shapes were",
            "; it has no codecs of ours, so plain tensors are sent, compressed with gzip");
  }

  @Test
  void serverThatDoesNotTellItsName_isTakenAsWell() throws Exception {
    try (FakeTriton nameless = FakeTriton.withoutName(models);
        DeviceRuntime device = open(options("relu.q4", nameless.address()))) {
      Map<String, Tensor> image = SmallModel.image(2);
      assertAnswer(device.infer(image), "q4", image);
      assertThat(nameless.requests()).hasSize(1);
    }
    assertThat(told).singleElement().asString().contains(" does not tell its bundle; only names");
  }

  @Test
  void sliceWithAnOpenBatch_isAskedWithABatchOfOne() throws Exception {
    Path open = folder.resolve("open");
    new TritonRepository(1, 4, 500).write(bundle, open, SmallModel.ENGINE);
    try (FakeTriton triton = FakeTriton.serve(open);
        DeviceRuntime device = open(options("relu.q4", triton.address()))) {
      Map<String, Tensor> image = SmallModel.image(9);
      Answer answer = device.infer(image);
      assertAnswer(answer, "q4", image);
      assertThat(answer.servedBy()).isInstanceOf(ServedBy.Edge.class);
    }
  }

  @Test
  void tensorThatIsPlainAnyway_isNotCompressed() throws Exception {
    try (FakeTriton triton = FakeTriton.serve(models);
        DeviceRuntime device = open(options("relu.none", triton.address()))) {
      Map<String, Tensor> image = SmallModel.image(4);
      Answer answer = device.infer(image);
      assertAnswer(answer, "none", image);
      assertThat(triton.encodings()).containsOnly("identity");
      assertThat(answer.traffic().payloadBytes()).isEqualTo(8 * 16 * 16 * 4);
      assertThat(answer.traffic().sentBytes())
          .isEqualTo(5 + triton.requests().get(0).getSerializedSize());
    }
    assertThat(told).singleElement().asString().doesNotContain("codecs");
  }

  @Test
  void imageThatOurEdgeLoses_isWrittenAgainForTriton() throws Exception {
    EdgeServer ours = EdgeServer.start(bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(ANY));
    try (FakeTriton triton = FakeTriton.serve(models);
        DeviceRuntime device =
            open(
                options("relu.pool2+q8", ours.address(), triton.address()).withoutLocalAnswers())) {
      Map<String, Tensor> image = SmallModel.image(5);
      assertAnswer(device.infer(image), "pool2+q8", image);
      assertThat(triton.requests()).isEmpty();
      ours.close();
      assertAnswer(device.infer(image), "pool2+q8", image);
      assertThat(triton.requests()).hasSize(1);
    }
  }

  @Test
  void serverThatDiesInTheMiddleOfAnAnswer_isReplacedByTheDevice() throws Exception {
    try (FakeTriton triton = FakeTriton.serve(models);
        CuttingProxy proxy = new CuttingProxy(triton.address());
        DeviceRuntime device = open(options("relu.q4", proxy.address()))) {
      Map<String, Tensor> image = SmallModel.image(6);
      assertAnswer(device.infer(image), "q4", image);
      proxy.cutAfter(40);
      Answer answer = device.infer(image);
      assertAnswer(answer, "q4", image);
      assertThat(triton.requests()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(answer.servedBy())
          .isInstanceOfSatisfying(
              ServedBy.Device.class,
              by ->
                  assertThat(by.reason())
                      .contains(":%d cannot be reached".formatted(proxy.address().getPort()))
                      .doesNotContain("\n"));
    }
    assertThat(told).hasSize(2);
    assertThat(told.get(1))
        .contains("cannot be reached")
        .endsWith("; the device answers meanwhile");
  }

  @Test
  void withoutAnswersOfItsOwn_theDeviceSaysInOneLineThatTheServerDied() throws Exception {
    try (FakeTriton triton = FakeTriton.serve(models);
        CuttingProxy proxy = new CuttingProxy(triton.address());
        DeviceRuntime device =
            open(
                options("relu.q4", proxy.address())
                    .withDeadline(Duration.ofSeconds(2))
                    .withoutLocalAnswers())) {
      proxy.cutAfter(40);
      assertThatThrownBy(() -> device.infer(SmallModel.image(7)))
          .isInstanceOf(ScissionLiteException.class)
          .hasMessageContaining(":%d cannot be reached".formatted(proxy.address().getPort()))
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void modelThatTritonDoesNotHave_isSaidAndAnsweredByTheDevice() throws Exception {
    Path other = folder.resolve("other");
    new TritonRepository(1, 1, 500)
        .write(model.bundle(folder.resolve("one"), "relu", "none"), other, SmallModel.ENGINE);
    try (FakeTriton triton = FakeTriton.serve(other);
        DeviceRuntime device = open(options("relu.q4", triton.address()))) {
      Answer answer = device.infer(SmallModel.image(8));
      assertThat(answer.servedBy()).isInstanceOf(ServedBy.Device.class);
    }
    assertThat(told)
        .singleElement()
        .asString()
        .contains("does not serve this scenario: Request for unknown model: 'small.relu.q4'");
  }
}
