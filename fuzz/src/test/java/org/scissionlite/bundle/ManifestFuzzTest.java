package org.scissionlite.bundle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.scissionlite.fuzz.Fuzzed;

/** Manifests, which an edge hands out. */
class ManifestFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void manifest(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> ManifestFile.requireOwnId(ManifestFile.parse(bytes, "here"), "here"));
  }
}
