package org.scissionlite.benchmarks.soak;

import java.util.Optional;
import org.scissionlite.offload.memory.ResidentMemory;

/**
 * What a Java process held at a moment.
 *
 * @param seconds since the begin
 * @param residentBytes the whole
 * @param nativeBytes without mapped files and the heap that Java has taken: engine, buffers,
 *     compiled code, the JVM's own
 */
record MemorySample(double seconds, double residentBytes, double nativeBytes) {
  /** Looks at a process; nothing when it has ended, or only just begun. */
  static Optional<MemorySample> of(Process process, double seconds) {
    long heap = JavaHeap.of(process.pid()).orElse(0);
    return ResidentMemory.of(process.pid())
        .map(
            memory ->
                new MemorySample(
                    seconds, memory.bytes(), memory.bytes() - memory.fileBytes() - heap));
  }
}
