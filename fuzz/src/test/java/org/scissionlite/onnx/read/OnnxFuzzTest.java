package org.scissionlite.onnx.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.scissionlite.fuzz.Fuzzed;

/** Models. */
class OnnxFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void model(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> OnnxReader.read(bytes, "model"));
  }
}
