package org.scissionlite.profile.measure.sampling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The quota of processor time that control groups of Linux set to this process, as containers do,
 * and for how long they held it back.
 *
 * <p>A group that has used up its quota of a period, such as 50 of 100 ms, waits for the next one.
 * That wait is the device's own, unlike the one for another program: half a processor takes twice
 * as long for a model of 200 ms. Version 2 keeps {@code cpu.max} and {@code cpu.stat} in one tree,
 * version 1 {@code cpu.cfs_quota_us} and {@code cpu.stat} in that of the controller "cpu".
 */
public final class CpuQuota {
  private static final Path MOUNTED = Path.of("sys", "fs", "cgroup");

  private final List<Group> limited;

  private CpuQuota(List<Group> limited) {
    this.limited = List.copyOf(limited);
  }

  /** A group with a quota. */
  private record Group(Path folder, double processors) {}

  /** The quota of this process. */
  public static CpuQuota ofThisProcess() {
    return of(Path.of("/"));
  }

  /**
   * The quota of the process whose files lie below a root: {@code proc/self/cgroup} and {@code
   * sys/fs/cgroup}. The groups around the process's own count as well.
   */
  public static CpuQuota of(Path root) {
    List<Group> limited = new ArrayList<>();
    for (String line : text(root.resolve("proc/self/cgroup")).lines().toList()) {
      String[] fields = line.split(":", 3);
      if (fields.length == 3) {
        tree(root, fields[1]).ifPresent(tree -> limited.addAll(limited(tree, fields[2])));
      }
    }
    return new CpuQuota(limited);
  }

  /** Where the groups of a line's controllers are mounted. */
  private static Optional<Path> tree(Path root, String controllers) {
    if (controllers.isEmpty()) {
      return Optional.of(root.resolve(MOUNTED));
    }
    if (!Arrays.asList(controllers.split(",", -1)).contains("cpu")) {
      return Optional.empty();
    }
    return Stream.concat(
            text(root.resolve("proc/self/mountinfo")).lines().flatMap(CpuQuota::cpuMount),
            Stream.of(controllers, "cpu").map(MOUNTED::resolve))
        .map(root::resolve)
        .filter(Files::isDirectory)
        .findFirst();
  }

  /** The place of a line of mountinfo that mounts version 1's controller "cpu", relative to /. */
  private static Stream<Path> cpuMount(String line) {
    String[] halves = line.split(" - ", 2);
    String[] place = halves[0].split(" ", -1);
    String[] kind = halves.length == 2 ? halves[1].split(" ", -1) : new String[0];
    boolean isCpu =
        place.length > 4
            && kind.length == 3
            && kind[0].equals("cgroup")
            && Arrays.asList(kind[2].split(",", -1)).contains("cpu");
    return isCpu ? Stream.of(Path.of(place[4].replaceFirst("^/+", ""))) : Stream.empty();
  }

  /** The groups with a quota from a process's own up to the root of the tree. */
  private static List<Group> limited(Path tree, String path) {
    List<Group> limited = new ArrayList<>();
    Path own = tree.resolve(path.replaceFirst("^/+", "")).normalize();
    Path folder = own.startsWith(tree) ? own : tree;
    while (folder.startsWith(tree)) {
      Path place = folder;
      processors(folder).ifPresent(processors -> limited.add(new Group(place, processors)));
      folder = folder.getParent();
    }
    return limited;
  }

  private static OptionalDouble processors(Path folder) {
    String[] max = text(folder.resolve("cpu.max")).strip().split("\\s+", -1);
    return max.length == 2
        ? share(max[0], max[1])
        : share(
            text(folder.resolve("cpu.cfs_quota_us")).strip(),
            text(folder.resolve("cpu.cfs_period_us")).strip());
  }

  /** A quota of "max" or -1 is none. */
  private static OptionalDouble share(String quota, String period) {
    boolean numbers = quota.matches("\\d{1,18}") && period.matches("\\d{1,18}");
    if (!numbers || Long.parseLong(quota) == 0 || Long.parseLong(period) == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((double) Long.parseLong(quota) / Long.parseLong(period));
  }

  /** How many processors may be used at most; nothing without a quota. */
  OptionalDouble processors() {
    return limited.stream().mapToDouble(Group::processors).min();
  }

  /** Nanoseconds for which the process was held back so far; 0 without a quota. */
  public long throttledNanos() {
    return limited.stream().mapToLong(group -> throttledNanos(group.folder())).max().orElse(0);
  }

  private static long throttledNanos(Path folder) {
    for (String line : text(folder.resolve("cpu.stat")).lines().toList()) {
      if (line.matches("throttled_usec \\d{1,15}")) {
        return 1000 * Long.parseLong(line.substring(line.indexOf(' ') + 1));
      }
      if (line.matches("throttled_time \\d{1,18}")) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
      }
    }
    return 0;
  }

  /** Nothing where there is no such file: other systems than Linux, other versions. */
  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  /** Such as ", at most 0.50 processors"; empty without a quota. */
  public String inWords() {
    OptionalDouble most = processors();
    return most.isEmpty()
        ? ""
        : String.format(Locale.ROOT, ", at most %.2f processors", most.getAsDouble());
  }
}
