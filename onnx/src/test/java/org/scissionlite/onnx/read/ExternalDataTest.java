package org.scissionlite.onnx.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.SmallModels;
import org.scissionlite.onnx.write.OnnxWriter;

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
  void fewWeights_needNoSecondFile() {
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(graph, file, 4800);
    assertThat(folder.toFile().list()).containsExactly("net.onnx");
    OnnxWriter.write(graph, file, 4799);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("net.onnx", "net.onnx.data");
  }

  @Test
  void linksOfADownloadCache_areFollowed() throws IOException {
    Path stored = Files.createDirectory(outer.resolve("blobs"));
    OnnxWriter.write(graph, stored.resolve("net.onnx"), 0);
    Files.move(stored.resolve("net.onnx"), stored.resolve("4af1"));
    Files.move(stored.resolve("net.onnx.data"), stored.resolve("77c0"));
    Path file = Files.createSymbolicLink(folder.resolve("net.onnx"), Path.of("../blobs/4af1"));
    Files.createSymbolicLink(folder.resolve("net.onnx.data"), Path.of("../blobs/77c0"));
    Model model = OnnxReader.read(file);
    assertThat(model.name()).isEqualTo("net");
    assertThat(model.graph().initializers()).isEqualTo(graph.initializers());
  }

  @Test
  void linksThatTurnInCircles_areRefused() throws IOException {
    Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
    Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));
    readingWith("location", "one")
        .hasMessageStartingWith("tensor 'w': cannot read external data 'one': ")
        .hasMessageContaining("symbolic links");
  }

  @Test
  void foldersAndFilesUnderFiles_areRefused() throws IOException {
    Files.createDirectory(folder.resolve("inner"));
    readingWith("location", "inner").hasMessageContaining("'inner' is no file");
    readingWith("location", "changed.onnx/inner").hasMessageContaining("changed.onnx/inner");
    readingWith("location", "missing").hasMessageContaining("there is no external data file");
  }

  @Test
  void truncatedData_isRefused() throws IOException {
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(graph, file, 0);
    Path data = folder.resolve("net.onnx.data");
    Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 4799));
    assertThatThrownBy(() -> OnnxReader.read(file))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage(
            "tensor 'w': cannot read external data 'net.onnx.data': 4800 bytes from 0 on end behind"
                + " the file's 4799; it is cut off, or another model's");
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
    readingWith("offset", String.valueOf(Long.MAX_VALUE)).hasMessageContaining("end behind");
    readingWith("offset", Long.MAX_VALUE + "0").hasMessageContaining("is no offset or length");
    readingWith("length", "12").hasMessageContaining("needs 4800 bytes");
    readingWith("length", "-4800").hasMessageContaining("is no offset or length");
    readingWith("length", Long.MAX_VALUE + "0").hasMessageContaining("is no offset or length");
    readingWith("length", "many").hasMessageContaining("is no offset or length");
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
