package org.scissionlite.input;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.scissionlite.fuzz.Fuzzed;

/** Pictures in all formats. */
class PictureFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void picture(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> ImageFiles.decode("here", ByteBuffer.wrap(bytes)));
  }
}
