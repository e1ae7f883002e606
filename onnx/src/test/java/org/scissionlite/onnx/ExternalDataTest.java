package org.scissionlite.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;

class ExternalDataTest {
  @TempDir Path outer;
  private Path folder;

  private final ModelGraph graph =
      new SmallModels(17)
          .input("x", 1, 600)
          .weight("w", 600, 2)
          .node("y", "MatMul", List.of("x", "w"), Map.of())
          .graph("y");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(outer.resolve("models"));
  }

  @Test
  void weightsBesideTheFile_areRead() {
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(graph, file, 0);
    Model model = OnnxReader.read(file);
    assertThat(model.name()).isEqualTo("net");
    assertThat(model.graph().initializers()).isEqualTo(graph.initializers());
  }

  @Test
  void sha256_coversTheWeightFile() throws IOException {
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(graph, file, 0);
    String before = OnnxReader.read(file).sha256();
    Path data = folder.resolve("net.onnx.data");
    byte[] weights = Files.readAllBytes(data);
    weights[0]++;
    Files.write(data, weights);
    assertThat(OnnxReader.read(file).sha256()).isNotEqualTo(before);
  }

  @Test
  void bytesAlone_doNotDo() throws IOException {
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(graph, file, 0);
    byte[] bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> OnnxReader.read(bytes, "net"))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("net.onnx.data");
  }

  @Test
  void pathsOutOfTheFolder_areRefused() throws IOException {
    Path secret = Files.write(outer.resolve("secret"), new byte[4800]);
    readingWith("location", "../secret").hasMessageContaining("../secret");
    readingWith("location", secret.toString());
    Files.createSymbolicLink(folder.resolve("link"), secret);
    readingWith("location", "link").hasMessageContaining("'link'");
    readingWith("location", "").hasMessageContaining("external data");
    readingWith("location", "nul\0l");
    readingWith("location", ".");
  }

  @Test
  void rangesOutOfTheFile_areRefused() {
    readingWith("offset", "4").hasMessageContaining("'w'");
    readingWith("offset", "-4");
    readingWith("offset", String.valueOf(Long.MAX_VALUE));
    readingWith("length", "12");
    readingWith("length", "many");
  }

  /** The error of a model whose external data entry was changed. */
  private AbstractThrowableAssert<?, ?> readingWith(String key, String value) {
    Path file = folder.resolve("changed.onnx");
    OnnxWriter.write(graph, file, 0);
    try {
      ModelProto.Builder proto = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
      TensorProto.Builder weight = proto.getGraphBuilder().getInitializerBuilder(0);
      weight.addExternalData(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
      Files.write(file, proto.build().toByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return assertThatThrownBy(() -> OnnxReader.read(file))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageNotContaining("\n");
  }
}
