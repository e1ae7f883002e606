package org.scissionlite.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.cli.CommandRun;
import org.scissionlite.cli.SmallImages;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.stream.StreamSummary;
import org.scissionlite.onnx.runtime.OrtEngine;

class ReadmeTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "README.md, LoadCutRun.java, README",
    "docs/offloader.md, CameraStream.java, offloader.md"
  })
  void page_showsTheExampleThatIsCompiledHere(String page, String example, String mark)
      throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("README.md")) ? here : here.getParent();
    String source =
        Files.readString(
            root.resolve("cli/src/test/java/org/scissionlite/examples").resolve(example));
    String snippet =
        source
            .lines()
            .dropWhile(line -> !line.contains(mark + ": begin"))
            .skip(1)
            .takeWhile(line -> !line.contains(mark + ": end"))
            .map(line -> line.replaceFirst("^ {4}", ""))
            .collect(Collectors.joining("\n"));

    assertThat(snippet).isNotBlank();
    assertThat(Files.readString(root.resolve(page))).contains(snippet);
  }

  @Test
  void cameraStream_answersItsPictures() throws Exception {
    Path images = SmallImages.writeNoise(folder.resolve("images"), 1);
    CommandRun prepared =
        CommandRun.prepare(folder, "join", "--transfer-layer", "none", "--preprocessing", "unit");
    assertThat(prepared.exitCode()).as(prepared.err()).isZero();
    byte[] picture = Files.readAllBytes(images.resolve("image00.png"));
    Iterator<byte[]> pictures = Collections.nCopies(3, picture).iterator();
    try (EdgeServer edge =
        EdgeServer.start(
            BundleReader.open(folder.resolve("bundle")),
            new OrtEngine(),
            EdgeOptions.listeningOn(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))) {
      StreamSummary summary =
          CameraStream.run(
              folder.resolve("bundle"),
              edge.address(),
              () -> pictures.hasNext() ? pictures.next() : null,
              result -> {});
      assertThat(summary.images()).isEqualTo(3);
      assertThat(summary.answeredByEdge()).isEqualTo(3 - summary.dropped());
      assertThat(summary.failed()).isZero();
    }
  }

  @Test
  void example_isAnsweredByTheEdge() {
    Tensor image = Tensor.zeros(TinyModel.graph().inputs().get(0).type());
    Answer answer =
        LoadCutRun.run(
            TinyModel.writeTo(folder), "stem", folder.resolve("bundle"), Map.of("image", image));

    assertThat(answer.servedBy()).isInstanceOf(ServedBy.Edge.class);
    assertThat(answer.outputs().get("scores").shape()).isEqualTo(Shape.of(1, 5));
  }
}
