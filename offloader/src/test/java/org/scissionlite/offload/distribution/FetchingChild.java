package org.scissionlite.offload.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundlePart;

/** A device that fetches a bundle, tells its id and ends: a process that a test can kill. */
final class FetchingChild {
  private FetchingChild() {}

  static Process start(int port, Path cache, Path log) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            FetchingChild.class.getName(),
            String.valueOf(port),
            cache.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }

  /** What runs is of no interest here. */
  private static final class Nothing implements Runner<AutoCloseable> {
    @Override
    public AutoCloseable open(Bundle bundle) {
      System.out.println("runs " + bundle.manifest().id());
      return () -> {};
    }

    @Override
    public boolean meetsOtherBundle(AutoCloseable running) {
      return false;
    }
  }

  /** Takes the edge's port and the cache. */
  public static void main(String[] arguments) {
    InetSocketAddress edge =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    BundleSource source = BundleSource.of(edge, new BundleName("parts"), Duration.ofSeconds(10));
    FeedOptions options =
        FeedOptions.in(Path.of(arguments[1]), new BundlePart("", true))
            .retryingAfter(Duration.ofMillis(10));
    BundleFeed.open(source, options, new Nothing(), System.out::println).close();
  }
}
