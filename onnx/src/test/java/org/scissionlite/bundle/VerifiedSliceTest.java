package org.scissionlite.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.Sha256;
import org.scissionlite.model.Model;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Between the check of a slice and its use nobody can put other bytes. */
class VerifiedSliceTest {
  @TempDir private Path home;
  private final OrtEngine engine = new OrtEngine();
  private Bundle bundle;
  private SliceFile whole;

  @BeforeEach
  void writeBundle() {
    bundle = SmallBundle.write(home.resolve("bundle"), SmallBundle.scenario("relu", "none"));
    whole = bundle.manifest().wholeModel();
  }

  @Test
  void fileChangedAfterTheCheck_isNotWhatRuns() throws IOException {
    VerifiedSlice slice = bundle.content(whole);
    Files.writeString(bundle.file(whole), "another model");

    assertThat(Sha256.of(slice.bytes())).isEqualTo(whole.sha256());
    try (Session session = slice.open(engine, 1)) {
      Tensor white = Tensor.ofFloats(Shape.of(1, 3, 8, 8), ones(3 * 8 * 8));
      assertThat(session.run(Map.of("image", white)).get("scores"))
          .isEqualTo(Tensor.ofFloats(Shape.of(1, 3), 1, 1, 1));
    }
  }

  @Test
  void fileChangedAfterTheCheck_isNotWhatIsRead() throws IOException {
    Model written = OnnxReader.read(bundle.file(whole));
    VerifiedSlice slice = bundle.content(whole);
    Files.writeString(bundle.file(whole), "another model");

    assertThat(OnnxReader.read(slice.onnx())).isEqualTo(written);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void fileChangedBeforeItIsRead_isRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(bundle.file(whole));
    bytes[bytes.length / 2] ^= 1;
    Files.write(bundle.file(whole), bytes);

    assertRefused();
  }

  @Test
  void longerAndShorterFiles_areRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(bundle.file(whole));
    Files.write(bundle.file(whole), Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused();
    Files.write(bundle.file(whole), Arrays.copyOf(bytes, bytes.length + 1));
    assertRefused();
  }

  private void assertRefused() {
    assertThatThrownBy(() -> bundle.open(whole, engine, 1))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage(
            "bundle %s: 'model.onnx' is not the file that was written; copy the bundle again",
            bundle.folder());
  }
}
