package org.scissionlite.offload.edge.registry;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.scissionlite.fuzz.Fuzzed;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorType;
import org.scissionlite.model.Texts;

/** Texts behind their lengths, as raw contents bring them. */
class TextsFuzzTest {
  private static final TensorType THREE = new TensorType(ElementType.STRING, Shape.of(3));

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void texts(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> read(bytes));
  }

  private static void read(byte[] bytes) {
    Tensor tensor = new Tensor(THREE, ByteBuffer.wrap(bytes));
    Tensor again = Texts.tensor(THREE.shape(), Texts.of(tensor));
    if (!again.equals(tensor)) {
      throw new AssertionError("texts that are written again are others");
    }
  }
}
