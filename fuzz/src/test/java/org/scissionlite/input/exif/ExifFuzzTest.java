package org.scissionlite.input.exif;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.drew.imaging.ImageProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.scissionlite.fuzz.Fuzzed;

/** The orientation in a picture's metadata: damaged ones tell none, in whatever way. */
class ExifFuzzTest {
  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void jpeg(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> read("jpeg", bytes));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void png(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> read("png", bytes));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void webp(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> read("webp", bytes));
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void tiff(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> read("tiff", bytes));
  }

  /** What {@link StoredOrientation} catches is caught here, too. */
  private static void read(String format, byte[] bytes) {
    try {
      if (format.equals("tiff")) {
        TiffOrientation.of(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
      } else {
        ExifOrientation.of(format, new ByteArrayInputStream(bytes));
      }
    } catch (IOException | ImageProcessingException | RuntimeException e) {
      return;
    }
  }
}
