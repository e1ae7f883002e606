package org.scissionlite.input;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.scissionlite.fuzz.Fuzzed;

/** Labels of images in CSV. */
class LabelsFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void labels(byte[] bytes) throws IOException {
    Fuzzed.file("a.png", new byte[0]);
    Fuzzed.readOrRefuse(() -> LabelsFile.read(Fuzzed.file("labels.csv", bytes)));
  }
}
