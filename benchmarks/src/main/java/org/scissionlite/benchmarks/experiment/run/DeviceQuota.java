package org.scissionlite.benchmarks.experiment.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A quota of processor time for what runs on the device: one millisecond of each so many. The
 * kernel grants no less than one at a time.
 *
 * <p>The testbed makes the group; its period is then set to what the slowdown asks for.
 */
final class DeviceQuota implements AutoCloseable {
  private static final long LEAST_QUOTA_MICROS = 1_000;
  private static final int TENTH = 10;

  private final Process holder;
  private final Path group;

  private DeviceQuota(Process holder, Path group) {
    this.holder = holder;
    this.group = group;
  }

  /**
   * Makes a quota.
   *
   * @param script of the testbed
   * @param slowdown how many times longer than one core a process takes that uses all of it
   */
  static DeviceQuota open(Path script, double slowdown) throws Exception {
    Process holder =
        new ProcessBuilder(script.toString(), "device", "--cpu", String.valueOf(TENTH), "cat")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    DeviceQuota quota = new DeviceQuota(holder, group(holder.pid()));
    holder.getOutputStream().write('\n');
    holder.getOutputStream().flush();
    if (holder.getInputStream().read() < 0) {
      throw new IllegalStateException("the testbed gave no quota: " + quota.group);
    }
    quota.set(slowdown);
    return quota;
  }

  /** The group that the testbed makes for the process of a number. */
  private static Path group(long pid) throws IOException {
    String tag = System.getenv().getOrDefault("LINK_NAME", "");
    String user = String.valueOf(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    String temporary = System.getenv().getOrDefault("TMPDIR", "/tmp");
    return Path.of(temporary, "linkemu-" + user + tag + "-cgroup", "device" + tag + "-" + pid);
  }

  private void set(double slowdown) throws IOException {
    long period = Math.round(LEAST_QUOTA_MICROS * slowdown);
    write("cpu.cfs_period_us", String.format(Locale.ROOT, "%d", period));
    write("cpu.cfs_quota_us", String.format(Locale.ROOT, "%d", LEAST_QUOTA_MICROS));
  }

  /** Puts a process and all its threads under the quota. */
  void hold(long pid) throws IOException {
    write("cgroup.procs", String.format(Locale.ROOT, "%d", pid));
  }

  private void write(String file, String value) throws IOException {
    Files.writeString(group.resolve(file), value);
  }

  @Override
  public void close() throws IOException {
    holder.getOutputStream().close();
    holder.onExit().join();
    Files.deleteIfExists(group);
  }
}
