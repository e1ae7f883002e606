package org.scissionlite.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.TinyModel;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.ServedBy;

class ReadmeTest {
  @TempDir private Path folder;

  @Test
  void readme_showsTheExampleThatIsCompiledHere() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("README.md")) ? here : here.getParent();
    String source =
        Files.readString(
            root.resolve("cli/src/test/java/org/scissionlite/examples/LoadCutRun.java"));
    String snippet =
        source
            .lines()
            .dropWhile(line -> !line.contains("README: begin"))
            .skip(1)
            .takeWhile(line -> !line.contains("README: end"))
            .map(line -> line.replaceFirst("^ {4}", ""))
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(root.resolve("README.md"))).contains(snippet);
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
