package org.scissionlite.offload.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.block.BlockChain;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.error.UsageException;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.export.ModelConfigs.Config;
import org.scissionlite.offload.export.TritonConfig.Batching;
import org.scissionlite.offload.export.TritonConfig.Origin;
import org.scissionlite.onnx.read.DeclaredTensors;
import org.scissionlite.onnx.read.DeclaredTensors.Declared;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.write.OnnxWriter;

/** Edge slices as a model repository of Triton. */
class TritonRepositoryTest {
  private static final Batching EIGHT = new Batching(8, 500);

  @TempDir private Path folder;

  private static TritonRepository version(int number) {
    return new TritonRepository(number, 1, 500);
  }

  @Test
  void everyScenario_isAModelWhoseFileIsTheEdgeSliceAsItIs() throws IOException {
    Bundle bundle = new SmallModel(1).bundle(folder.resolve("bundle"));
    assertThat(version(1).write(bundle, folder.resolve("models"), SmallModel.ENGINE))
        .extracting(TritonRepository.Written::name)
        .containsExactly(
            "small.relu.pool2+q8", "small.relu.q4", "small.relu.none", "small.input.none");
    for (var scenario : bundle.manifest().scenarios()) {
      Path model = folder.resolve("models/small." + scenario.name());
      assertThat(Files.mismatch(model.resolve("1/model.onnx"), bundle.file(scenario.edge())))
          .isEqualTo(-1);
      assertThat(ModelConfigs.read(model).text("name")).isEqualTo("small." + scenario.name());
    }
  }

  @Test
  void configuration_namesTheWireTensorsAsPlainNumbers() throws IOException {
    Bundle bundle = new SmallModel(1).bundle(folder.resolve("bundle"));
    version(1).write(bundle, folder.resolve("models"), SmallModel.ENGINE);
    Config config = ModelConfigs.read(folder.resolve("models/small.relu.q4"));
    TensorSpec wire = bundle.manifest().scenario("relu.q4").wire().get(0).spec();
    assertThat(config.text("backend")).isEqualTo("onnxruntime");
    assertThat(config.get("max_batch_size")).isEqualTo(0);
    assertThat(config.has("dynamic_batching")).isFalse();
    assertThat(config.in("version_policy").in("latest").get("num_versions")).isEqualTo(1);
    assertThat(config.each("input")).hasSize(1);
    Config input = config.each("input").get(0);
    assertThat(input.text("name")).isEqualTo(wire.name());
    assertThat(input.text("data_type")).isEqualTo("TYPE_UINT8");
    assertThat(input.dims()).containsExactly(1L, 8L, 16L, 16L);
    Config output = config.each("output").get(0);
    assertThat(output.text("name")).isEqualTo("logits");
    assertThat(output.text("data_type")).isEqualTo("TYPE_FP32");
    assertThat(output.dims()).containsExactly(1L, 8L);
    assertThat(config.each("parameters"))
        .anySatisfy(
            each -> {
              assertThat(each.text("key")).isEqualTo("scissionlite_bundle");
              assertThat(each.in("value").text("string_value")).isEqualTo(bundle.manifest().id());
            });
  }

  @Test
  void newVersion_standsBesideTheOldOne() {
    Bundle first = new SmallModel(1).bundle(folder.resolve("first"), "relu", "q8");
    Bundle second = new SmallModel(2).bundle(folder.resolve("second"), "relu", "q8");
    version(1).write(first, folder.resolve("models"), SmallModel.ENGINE);
    version(2).write(second, folder.resolve("models"), SmallModel.ENGINE);
    assertThat(folder.resolve("models/small.relu.q8")).isDirectoryContaining("glob:**/{1,2}");
    assertThat(folder.resolve("models/small.relu.q8/1/model.onnx"))
        .hasSameBinaryContentAs(first.file(first.manifest().scenarios().get(0).edge()));
    assertThat(folder.resolve("models/small.relu.q8/2/model.onnx"))
        .hasSameBinaryContentAs(second.file(second.manifest().scenarios().get(0).edge()));
  }

  @Test
  void openBatch_isLeftToTritonWhichCollectsRequests() throws IOException {
    OnnxBytes open = withOpenBatch(graph(ElementType.UINT8, 1, 4));
    TritonConfig config =
        new TritonConfig("m", DeclaredTensors.read(open), EIGHT, List.of(new Origin("k", "v")));
    Config read = ModelConfigs.parse(config.text());
    assertThat(read.get("max_batch_size")).isEqualTo(8);
    assertThat(read.in("dynamic_batching").get("max_queue_delay_microseconds")).isEqualTo(500L);
    assertThat(read.each("input").get(0).dims()).containsExactly(4L);
    assertThat(read.each("output").get(0).dims()).containsExactly(4L);
  }

  @Test
  void batchThatIsWanted_isOpenedWhereEachAnswerStaysItsOwn() throws Exception {
    Bundle bundle = new SmallModel(1).bundle(folder.resolve("bundle"), "relu", "q8");
    assertThat(
            new TritonRepository(1, 4, 500)
                .write(bundle, folder.resolve("models"), SmallModel.ENGINE))
        .containsExactly(new TritonRepository.Written("small.relu.q8", true, ""));
    Path model = folder.resolve("models/small.relu.q8");
    Config config = ModelConfigs.read(model);
    assertThat(config.get("max_batch_size")).isEqualTo(4);
    assertThat(config.each("input").get(0).dims()).containsExactly(8L, 16L, 16L);
    try (OrtSession session =
        OrtEnvironment.getEnvironment().createSession(model.resolve("1/model.onnx").toString())) {
      var input = (TensorInfo) session.getInputInfo().values().iterator().next().getInfo();
      assertThat(input.getShape()).containsExactly(-1, 8, 16, 16);
    }
  }

  @Test
  void batchThatCannotBeOpened_isToldWithItsReasonAndTheSliceStaysAsItIs() throws IOException {
    ModelGraph mixing =
        new ModelGraph(
            "mixing",
            Map.of("", 17),
            List.of(new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 4))),
            List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.of(1, 4))),
            List.of(
                Node.of("mean", "ReduceMean", List.of("x"), Map.of("keepdims", Attribute.of(0))),
                Node.of("y", "Add", List.of("x", "mean"), Map.of())),
            Map.of(),
            Map.of());
    ModelGraph typed = OnnxReader.read(OnnxWriter.toBytes(mixing), "mixing").graph();
    Model model = new Model("mixing", "0".repeat(64), typed);
    Bundle bundle =
        new BundleWriter(OnnxWriter::write)
            .write(
                folder.resolve("bundle"),
                new BundleContent(
                    model,
                    List.of(
                        new Preprocessor(SmallModel.ENGINE, model, Preprocessing.named("tf"))
                            .prepare(BlockChain.of(typed).cut("input"), "none")),
                    Preprocessing.named("tf"),
                    List.of(),
                    false));
    List<TritonRepository.Written> written =
        new TritonRepository(1, 4, 500).write(bundle, folder.resolve("models"), SmallModel.ENGINE);
    assertThat(written.get(0).batches()).isFalse();
    assertThat(written.get(0).obstacle()).isNotEmpty();
    Path file = folder.resolve("models/mixing.input.none");
    assertThat(ModelConfigs.read(file).get("max_batch_size")).isEqualTo(0);
    assertThat(file.resolve("1/model.onnx"))
        .hasSameBinaryContentAs(bundle.file(bundle.manifest().scenarios().get(0).edge()));
  }

  @Test
  void scalar_isSentAsOneElement() throws IOException {
    DeclaredTensors scalar =
        new DeclaredTensors(
            List.of(new Declared("x", ElementType.FLOAT32, List.of(1L))),
            List.of(new Declared("y", ElementType.FLOAT32, List.of())));
    Config read = ModelConfigs.parse(new TritonConfig("m", scalar, EIGHT, List.of()).text());
    assertThat(read.each("output").get(0).dims()).containsExactly(1L);
    assertThat(read.each("output").get(0).has("reshape")).isTrue();
  }

  @Test
  void texts_areStringsInTheConfiguration() throws IOException {
    DeclaredTensors tensors =
        new DeclaredTensors(
            List.of(new Declared("x", ElementType.FLOAT32, List.of(1L))),
            List.of(new Declared("label", ElementType.STRING, List.of(1L))));
    Config read = ModelConfigs.parse(new TritonConfig("m", tensors, EIGHT, List.of()).text());
    assertThat(read.each("output").get(0).text("data_type")).isEqualTo("TYPE_STRING");
  }

  @Test
  void namesWithQuotesAndControlCharacters_areReadBackAsTheyWere() throws IOException {
    String name = "a\"b\\c\nd\u00e4\u0001";
    DeclaredTensors tensors =
        new DeclaredTensors(
            List.of(new Declared(name, ElementType.INT8, List.of(1L))),
            List.of(new Declared("y", ElementType.INT8, List.of(1L))));
    Config read = ModelConfigs.parse(new TritonConfig("m", tensors, EIGHT, List.of()).text());
    assertThat(read.each("input").get(0).text("name")).isEqualTo(name);
  }

  @Test
  void bfloat16_isRefusedByNameBeforeAnythingIsWritten() {
    OnnxBytes slice = bytes(OnnxWriter.toBytes(graph(ElementType.BFLOAT16, 1, 4)));
    assertThatThrownBy(() -> new TritonConfig("m", DeclaredTensors.read(slice), EIGHT, List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("model 'm': tensor 'x' is BF16");
  }

  @Test
  void numbersThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> version(0)).hasMessageContaining("version of at least 1, got 0");
    assertThatThrownBy(() -> new Batching(0, 1)).hasMessageContaining("batch of at least 1");
    assertThatThrownBy(() -> new Batching(1, -1)).hasMessageContaining("delay of 0 or more");
  }

  private static ModelGraph graph(ElementType type, int... dims) {
    return new ModelGraph(
        "g",
        Map.of("", 17),
        List.of(new TensorSpec("x", type, Shape.of(dims))),
        List.of(new TensorSpec("y", type, Shape.of(dims))),
        List.of(Node.of("y", "Identity", List.of("x"), Map.of())),
        Map.of(),
        Map.of());
  }

  private static OnnxBytes withOpenBatch(ModelGraph graph) throws InvalidProtocolBufferException {
    ModelProto.Builder model = ModelProto.parseFrom(OnnxWriter.toBytes(graph)).toBuilder();
    model.getGraphBuilder().getInputBuilderList().forEach(TritonRepositoryTest::open);
    model.getGraphBuilder().getOutputBuilderList().forEach(TritonRepositoryTest::open);
    return bytes(model.build().toByteArray());
  }

  private static void open(ValueInfoProto.Builder tensor) {
    tensor
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(0)
        .setDimParam("batch");
  }

  private static OnnxBytes bytes(byte[] onnx) {
    return new OnnxBytes("slice.onnx", ByteBuffer.wrap(onnx), Path.of("."));
  }
}
