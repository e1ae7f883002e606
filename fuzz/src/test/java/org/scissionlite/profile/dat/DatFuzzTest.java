package org.scissionlite.profile.dat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.scissionlite.fuzz.Fuzzed;

/** Pickles of the Python tools. */
class DatFuzzTest {
  private static final long INPUT_BYTES = 1000;

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void dat(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> convert(Fuzzed.file("edge-box.dat", bytes)));
  }

  private static void convert(Path file) {
    DatFile.read(file).forEach(each -> DatConversion.profiles(List.of(each), INPUT_BYTES));
  }
}
