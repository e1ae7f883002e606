package org.scissionlite.cli.benchmark.memory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.memory.ResidentMemory;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * The process in which slices are loaded and run: for each line with a file's name on standard
 * input, a line with the bytes that the slice took on standard output, or -1 where that cannot be
 * told. The first slice makes the engine load its code; what it says is to be thrown away.
 */
final class MemoryChild {
  static final long UNKNOWN = -1;

  private final OrtEngine engine = new OrtEngine();
  private final int threads;

  private MemoryChild(int threads) {
    this.threads = threads;
  }

  public static void main(String[] args) throws IOException {
    MemoryChild child = new MemoryChild(Integer.parseInt(args[0]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(child.peakBytes(Path.of(line)));
    }
  }

  private long peakBytes(Path slice) {
    System.gc();
    long before = ResidentMemory.now().orElse(UNKNOWN);
    if (before == UNKNOWN || !ResidentMemory.resetPeak()) {
      return UNKNOWN;
    }
    try (Session session = engine.open(slice, threads)) {
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      for (TensorSpec input : session.inputs()) {
        inputs.put(input.name(), Tensor.zeros(input.type()));
      }
      session.run(inputs);
      return Math.max(0, ResidentMemory.peak().orElse(before) - before);
    } catch (ScissionLiteException e) {
      return UNKNOWN;
    }
  }
}
