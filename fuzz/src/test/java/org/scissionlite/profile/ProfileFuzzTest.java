package org.scissionlite.profile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.scissionlite.fuzz.Fuzzed;

/** Profiles of other machines. */
class ProfileFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void profile(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> ProfileFile.of(bytes, "here"));
  }
}
