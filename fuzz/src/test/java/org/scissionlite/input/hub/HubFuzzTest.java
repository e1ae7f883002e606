package org.scissionlite.input.hub;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.scissionlite.fuzz.Fuzzed;

/** Files of model hubs. */
class HubFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void preprocessing(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(
        () -> HubPreprocessing.read(Fuzzed.file("preprocessor_config.json", bytes)));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void labels(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> HubLabels.read(Fuzzed.file("config.json", bytes)));
  }
}
