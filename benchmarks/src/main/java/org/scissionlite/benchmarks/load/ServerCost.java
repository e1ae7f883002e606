package org.scissionlite.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * What the threads of one server have used: processor time and memory that they allocated. Time on
 * the clock tells on a busy machine how busy it is; this tells what the server does.
 *
 * @param cpuMicros user's and system's
 * @param allocatedBytes in Java's heap
 */
record ServerCost(double cpuMicros, double allocatedBytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * All of the threads that are there.
   *
   * @param prefix of their names
   */
  static ServerCost ofThreads(String prefix) {
    List<Long> ids = new ArrayList<>();
    for (ThreadInfo each : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (each != null && each.getThreadName().startsWith(prefix)) {
        ids.add(each.getThreadId());
      }
    }
    double cpu = 0;
    double bytes = 0;
    for (long id : ids) {
      cpu += Math.max(0, THREADS.getThreadCpuTime(id)) / 1e3;
      bytes += Math.max(0, THREADS.getThreadAllocatedBytes(id));
    }
    return new ServerCost(cpu, bytes);
  }

  /** Processor time of all threads of this process, also those that are not Java's, in seconds. */
  static double processSeconds() {
    return PROCESS.getProcessCpuTime() / 1e9;
  }

  /** For each of some requests, since an earlier look. */
  ServerCost since(ServerCost before, int requests) {
    return new ServerCost(
        (cpuMicros - before.cpuMicros) / requests,
        (allocatedBytes - before.allocatedBytes) / requests);
  }
}
