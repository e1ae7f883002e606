package org.scissionlite.cli.offload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;

/** What the edge computes on, where there is no GPU. */
class ProviderOptionTest {
  @TempDir private Path folder;

  @Test
  void gpuThatTheBuildDoesNotKnow_isRefusedInOneLineThatSaysHowToBuild() {
    assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));
    CommandRun.prepare(folder, "join");
    CommandRun run =
        CommandRun.of(
            "edge", folder.resolve("bundle"), "--listen", "127.0.0.1:0", "--provider", "cuda");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "error: this build computes on processors alone; build with 'mvn package -Pgpu'")
        .hasLineCount(1);
  }

  @Test
  void unknownProvider_isRefusedWithThoseThatAreKnown() {
    CommandRun run = CommandRun.of("edge", folder, "--provider", "tpu");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--provider", "CPU", "CUDA");
  }
}
