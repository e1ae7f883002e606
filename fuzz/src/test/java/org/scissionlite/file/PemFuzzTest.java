package org.scissionlite.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.scissionlite.fuzz.Fuzzed;

/** Certificates and keys. */
class PemFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void pem(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> read(Fuzzed.file("edge.pem", bytes)));
  }

  /** All that may stand in one; each refuses on its own. */
  private static void read(Path path) throws IOException {
    PemFile file = PemFile.read(path);
    Fuzzed.readOrRefuse(file::certificates);
    Fuzzed.readOrRefuse(file::revocations);
    Fuzzed.readOrRefuse(file::publicKey);
    Fuzzed.readOrRefuse(file::privateKey);
  }
}
