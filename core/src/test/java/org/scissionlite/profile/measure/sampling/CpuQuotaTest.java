package org.scissionlite.profile.measure.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quotas as Linux writes them, in both versions of control groups. */
class CpuQuotaTest {
  @TempDir private Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void version2_isReadFromTheProcesssGroup() throws IOException {
    write("proc/self/cgroup", "0::/system.slice/box.scope\n");
    write("sys/fs/cgroup/system.slice/box.scope/cpu.max", "50000 100000\n");
    write(
        "sys/fs/cgroup/system.slice/box.scope/cpu.stat",
        "usage_usec 900\nnr_periods 20\nnr_throttled 7\nthrottled_usec 345678\n");
    CpuQuota quota = CpuQuota.of(root);
    assertThat(quota.processors()).hasValue(0.5);
    assertThat(quota.throttledNanos()).isEqualTo(345_678_000);
    assertThat(quota.inWords()).isEqualTo(", at most 0.50 processors");
  }

  @Test
  void version1_isReadFromTheTreeOfItsController() throws IOException {
    write("proc/self/cgroup", "9:memory:/docker/ab\n4:cpu,cpuacct:/docker/ab\n0::/\n");
    write("sys/fs/cgroup/cpu,cpuacct/docker/ab/cpu.cfs_quota_us", "150000\n");
    write("sys/fs/cgroup/cpu,cpuacct/docker/ab/cpu.cfs_period_us", "100000\n");
    write(
        "sys/fs/cgroup/cpu,cpuacct/docker/ab/cpu.stat",
        "nr_periods 20\nnr_throttled 7\nthrottled_time 345678901\n");
    CpuQuota quota = CpuQuota.of(root);
    assertThat(quota.processors()).hasValue(1.5);
    assertThat(quota.throttledNanos()).isEqualTo(345_678_901);
  }

  @Test
  void version1MountedElsewhere_isFoundByItsMount() throws IOException {
    write("proc/self/cgroup", "4:cpu:/device\n0::/\n");
    write(
        "proc/self/mountinfo",
        "24 1 8:1 / / rw - ext4 /dev/vda rw\n30 24 0:27 / /run/groups rw,relatime - cgroup none rw,cpu\n");
    write("run/groups/device/cpu.cfs_quota_us", "5000\n");
    write("run/groups/device/cpu.cfs_period_us", "10000\n");
    write("run/groups/device/cpu.stat", "nr_throttled 2\nthrottled_time 12\n");
    CpuQuota quota = CpuQuota.of(root);
    assertThat(quota.processors()).hasValue(0.5);
    assertThat(quota.throttledNanos()).isEqualTo(12);
  }

  @Test
  void containerThatSeesOnlyItsOwnGroup_findsItAtTheRoot() throws IOException {
    write("proc/self/cgroup", "4:cpu:/docker/of-the-host\n");
    write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "20000");
    write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
    write("sys/fs/cgroup/cpu/cpu.stat", "nr_throttled 1\nthrottled_time 5\n");
    assertThat(CpuQuota.of(root).processors()).hasValue(0.2);
    assertThat(CpuQuota.of(root).throttledNanos()).isEqualTo(5);
  }

  @Test
  void quotaOfAGroupAround_holdsForTheProcessToo() throws IOException {
    write("proc/self/cgroup", "0::/pod/box\n");
    write("sys/fs/cgroup/pod/cpu.max", "100000 100000\n");
    write("sys/fs/cgroup/pod/cpu.stat", "throttled_usec 30\n");
    write("sys/fs/cgroup/pod/box/cpu.max", "max 100000\n");
    write("sys/fs/cgroup/pod/box/cpu.stat", "throttled_usec 0\n");
    assertThat(CpuQuota.of(root).processors()).hasValue(1);
    assertThat(CpuQuota.of(root).throttledNanos()).isEqualTo(30_000);
  }

  @Test
  void noQuota_holdsNothingBack() throws IOException {
    assertThat(CpuQuota.of(root).processors()).isEmpty();
    write("proc/self/cgroup", "0::/../..\nnonsense\n4:cpu:/a\n");
    write("sys/fs/cgroup/cpu.max", "max 100000\n");
    write("sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "-1\n");
    write("sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000\n");
    write("sys/fs/cgroup/cpu/a/cpu.stat", "throttled_time 77\n");
    CpuQuota quota = CpuQuota.of(root);
    assertThat(quota.processors()).isEmpty();
    assertThat(quota.throttledNanos()).isZero();
    assertThat(quota.inWords()).isEmpty();
  }
}
