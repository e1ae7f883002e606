package org.scissionlite.link;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.scissionlite.fuzz.Fuzzed;

/** Networks in CSV. */
class NetworkFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void network(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> NetworkFile.read(Fuzzed.file("network.csv", bytes)));
  }
}
