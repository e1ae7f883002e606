package org.scissionlite.offload.memory;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.function.ToLongFunction;

/**
 * What the JVM knows of its own memory.
 *
 * @param heapBytes the parts of the heap that have been in use: once touched, the system keeps them
 * @param codeBytes compiled code, and data of classes that come from no archive
 * @param bufferBytes direct buffers: pictures, tensors, messages of the network
 */
record JavaMemory(long heapBytes, long codeBytes, long bufferBytes) {
  static JavaMemory now() {
    return new JavaMemory(
        pools(MemoryType.HEAP, JavaMemory::touched),
        pools(MemoryType.NON_HEAP, pool -> pool.getUsage().getUsed()),
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum());
  }

  /** What was in use at most, as far as it was not given back. */
  private static long touched(MemoryPoolMXBean pool) {
    return Math.min(pool.getPeakUsage().getUsed(), pool.getUsage().getCommitted());
  }

  private static long pools(MemoryType type, ToLongFunction<MemoryPoolMXBean> bytes) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == type)
        .mapToLong(bytes)
        .sum();
  }

  long bytes() {
    return heapBytes + codeBytes + bufferBytes;
  }
}
