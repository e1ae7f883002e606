package org.scissionlite.evidence;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.scissionlite.fuzz.Fuzzed;

/** Evidence. */
class EvidenceFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void evidence(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> EvidenceFile.read(Fuzzed.file("evidence.json", bytes)));
  }
}
