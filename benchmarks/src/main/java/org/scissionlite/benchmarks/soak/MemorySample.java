package org.scissionlite.benchmarks.soak;

import java.util.Optional;
import org.scissionlite.offload.memory.ResidentMemory;

/**
 * What a Java process held at a moment.
 *
 * @param seconds since the begin
 * @param residentBytes the whole
 * @param heapBytes what Java's heap has touched
 * @param nativeBytes without mapped files and the heap: engine, buffers, compiled code, the JVM's
 *     own
 */
record MemorySample(double seconds, double residentBytes, double heapBytes, double nativeBytes) {
  /**
   * Looks at a process; nothing when it has ended, or only just begun.
   *
   * @param heapBefore what its heap had touched before: that stays, also when it is used no more
   */
  static Optional<MemorySample> of(Process process, double seconds, double heapBefore) {
    double heap = Math.max(heapBefore, (double) JavaHeap.of(process.pid()).orElse(0));
    return ResidentMemory.of(process.pid())
        .map(memory -> of(seconds, (double) memory.bytes(), (double) memory.fileBytes(), heap));
  }

  private static MemorySample of(double seconds, double resident, double files, double heap) {
    return new MemorySample(seconds, resident, heap, resident - files - heap);
  }
}
