package org.scissionlite.benchmarks.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.scissionlite.benchmarks.law.Places;
import org.scissionlite.benchmarks.law.Testbed;

/** The quota of a device of the testbed, changed while it runs. */
class CpuQuotaTest {
  private static final String BUSY = "while :; do :; done";

  @Test
  void deviceWhoseQuotaIsCut_getsNoMoreThanThat() throws Exception {
    Places.assumeTestbed();
    try (Testbed testbed = Testbed.up(Places.shared().resolve("testbed/link"), 60, 2)) {
      Process device =
          new ProcessBuilder(testbed.script().toString(), "device", "--cpu", "90", "sh", "-c", BUSY)
              .start();
      try {
        CpuQuota quota = quotaOf(device);
        quota.set(10);
        Duration before = used(device);
        assertThat(device.waitFor(1, TimeUnit.SECONDS)).isFalse();
        assertThat(used(device).minus(before)).isLessThan(Duration.ofMillis(300));
      } finally {
        device.destroyForcibly().waitFor();
      }
    }
  }

  /** The script makes the group, says its quota, and then puts the process into it. */
  private static CpuQuota quotaOf(Process device) throws Exception {
    for (int tries = 0; tries < 2000; tries++) {
      try {
        CpuQuota quota = CpuQuota.of(device);
        List<String> members = Files.readAllLines(quota.group().resolve("cgroup.procs"));
        if (members.contains(String.valueOf(device.pid()))) {
          return quota;
        }
      } catch (IllegalStateException e) {
        // The group is not there yet.
      }
      Thread.sleep(10);
    }
    throw new AssertionError("the device did not start");
  }

  private static Duration used(Process process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Test
  void processWithoutAQuota_isSaid() throws Exception {
    Process process = new ProcessBuilder("sleep", "5").start();
    try {
      assertThatThrownBy(() -> CpuQuota.of(process)).hasMessageContaining("has no CPU quota");
    } finally {
      process.destroyForcibly();
    }
  }
}
