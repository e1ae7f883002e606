package org.scissionlite.offload.security;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.scissionlite.fuzz.Fuzzed;

/** Files of tokens. */
class TokenFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void tokens(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> TokenFile.read(Fuzzed.file("edge.tokens", bytes)));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void ownToken(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> TokenFile.readOwn(Fuzzed.file("own.token", bytes)));
  }
}
