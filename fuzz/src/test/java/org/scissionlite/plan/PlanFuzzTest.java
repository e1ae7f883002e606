package org.scissionlite.plan;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.scissionlite.fuzz.Fuzzed;

/** Plans. */
class PlanFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void plan(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> PlanFile.read(Fuzzed.file("plan.json", bytes)));
  }
}
