package org.scissionlite.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.cli.CommandRun;

/** Bundles for other servers, from the command line. */
class ExportCommandTest {
  @TempDir private Path folder;
  private Path bundle;
  private Path output;

  @BeforeEach
  void prepareABundle() {
    CommandRun run = CommandRun.prepare(folder, "join", "--transfer-layer", "pool2");
    assertThat(run.exitCode()).as(run.err()).isZero();
    bundle = folder.resolve("bundle");
    output = folder.resolve("out");
  }

  @Test
  void repositoryForTriton_isWrittenAndEachModelNamed() {
    CommandRun run = CommandRun.of("export", "triton", bundle, "-o", output);
    assertThat(run.exitCode()).as(run.err()).isZero();
    Path model = output.resolve("tiny.join.pool2");
    assertThat(run.out())
        .isEqualToNormalizingNewlines("wrote " + model + ", one request in a run\n");
    assertThat(model.resolve("config.pbtxt")).content().contains("data_type: TYPE_FP32");
    assertThat(model.resolve("1/model.onnx"))
        .hasSameBinaryContentAs(bundle.resolve("join.pool2/edge.onnx"));
  }

  @Test
  void manifestForKserve_isNamedAfterTheModel() {
    CommandRun run =
        CommandRun.of(
            "export", "kserve", bundle, "--storage", "pvc://b/tiny", "--insecure", "-o", output);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("put the folder that 'export triton' writes at pvc://b/tiny");
    assertThat(output.resolve("inferenceservice.yaml"))
        .content()
        .contains("  name: tiny\n", "      storageUri: \"pvc://b/tiny\"\n");
  }

  @Test
  void whatCannotBeExported_isRefusedInOneLine() {
    assertFailure(CommandRun.of("export", "triton", folder, "-o", output), "is no bundle");
    assertFailure(
        CommandRun.of("export", "triton", bundle, "-o", output, "--model-version", "0"),
        "version of at least 1");
    assertFailure(
        CommandRun.of("export", "kserve", bundle, "--storage", "pvc://b/tiny", "-o", output),
        "give --tls-secret NAME");
    assertThat(output).doesNotExist();
  }

  private static void assertFailure(CommandRun run, String message) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message).hasLineCount(1);
  }
}
