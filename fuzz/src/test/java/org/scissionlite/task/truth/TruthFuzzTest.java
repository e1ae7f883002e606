package org.scissionlite.task.truth;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.scissionlite.fuzz.Fuzzed;

/** What people drew by hand. */
class TruthFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void coco(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(
        () ->
            CocoFile.read(
                Fuzzed.file("coco.json", bytes), List.of("scratch", "dent"), new ModelClasses(2)));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void yolo(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> YoloLabels.read(Fuzzed.file("a.txt", bytes), new ModelClasses(3)));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void mask(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> Mask.read(Fuzzed.file("a.png", bytes)));
  }
}
