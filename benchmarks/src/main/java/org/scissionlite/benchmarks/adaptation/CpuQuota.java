package org.scissionlite.benchmarks.adaptation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The share of a processor that Linux gives to a device of the testbed, which stands in a control
 * group of its own.
 *
 * @param group its folder
 */
record CpuQuota(Path group) {
  private static final Path MOUNTS = Path.of("/proc/mounts");

  /**
   * That of a device which was started with {@code link device --cpu}.
   *
   * @throws IllegalStateException if the process stands in no such group
   */
  static CpuQuota of(Process device) throws IOException {
    return Files.readAllLines(MOUNTS).stream()
        .map(line -> line.split(" "))
        .filter(mount -> mount[2].equals("cgroup"))
        .filter(mount -> List.of(mount[3].split(",")).contains("cpu"))
        .map(mount -> Path.of(mount[1]).resolve("device-" + device.pid()))
        .filter(Files::isDirectory)
        .findFirst()
        .map(CpuQuota::new)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "process %d has no CPU quota of the testbed".formatted(device.pid())));
  }

  /** Changes it, at once. */
  void set(double percentOfOneCore) throws IOException {
    long period = Long.parseLong(Files.readString(group.resolve("cpu.cfs_period_us")).strip());
    long quota = Math.max(1_000, Math.round(period * percentOfOneCore / 100));
    Files.writeString(group.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
  }
}
