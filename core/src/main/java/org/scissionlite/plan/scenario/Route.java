package org.scissionlite.plan.scenario;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;

/**
 * The way of one request through the systems.
 *
 * @param segments the blocks on each system that holds any, in order; at least one
 * @param hops the messages between them; one more than gaps between segments where the raw input is
 *     sent first
 */
public record Route(List<Segment> segments, List<Hop> hops) {
  public Route {
    segments = List.copyOf(segments);
    hops = List.copyOf(hops);
    if (segments.isEmpty() || hops.size() < segments.size() - 1 || hops.size() > segments.size()) {
      throw new UsageException(
          "route: expected segments and the hops between them, got %d segments and %d hops"
              .formatted(segments.size(), hops.size()));
    }
  }

  /** The system where the data originate. */
  public SystemId origin() {
    return hops.isEmpty() ? segments.get(0).system() : hops.get(0).from();
  }

  /** Bytes sent over all links. */
  public long wireBytes() {
    return hops.stream().mapToLong(hop -> hop.payload().wireBytes()).sum();
  }

  /** The latency by part. */
  public Breakdown breakdown() {
    Predicate<Hop> plain = hop -> !hop.hasTransferLayer();
    return new Breakdown(
        executionNanos(Tier.DEVICE),
        sum(Hop::hasTransferLayer, hop -> hop.time().sendNanos()),
        sum(plain, hop -> hop.time().sendNanos() + hop.time().receiveNanos()),
        sum(hop -> true, hop -> hop.time().transferNanos()),
        sum(Hop::hasTransferLayer, hop -> hop.time().receiveNanos()),
        executionNanos(Tier.EDGE),
        executionNanos(Tier.CLOUD));
  }

  private long executionNanos(Tier tier) {
    return segments.stream()
        .filter(segment -> segment.system().tier() == tier)
        .mapToLong(Segment::executionNanos)
        .sum();
  }

  private long sum(Predicate<Hop> which, ToLongFunction<Hop> nanos) {
    return hops.stream().filter(which).mapToLong(nanos).sum();
  }

  /** What the route costs by a metric. */
  public long cost(Metric metric) {
    return switch (metric) {
      case LATENCY -> breakdown().totalNanos();
      case BYTES -> wireBytes();
      case DEVICE_TIME -> workNanos(system -> system.tier() == Tier.DEVICE);
      case EDGE_TIME -> workNanos(system -> system.tier() == Tier.EDGE);
      case CLOUD_TIME -> workNanos(system -> system.tier() == Tier.CLOUD);
      case BOTTLENECK -> bottleneckNanos();
    };
  }

  /** Blocks, transfer layers and conversions on the systems of a kind. */
  private long workNanos(Predicate<SystemId> which) {
    long blocks =
        segments.stream()
            .filter(segment -> which.test(segment.system()))
            .mapToLong(Segment::executionNanos)
            .sum();
    return blocks
        + sum(hop -> which.test(hop.from()), hop -> hop.time().sendNanos())
        + sum(hop -> which.test(hop.to()), hop -> hop.time().receiveNanos());
  }

  private long bottleneckNanos() {
    LongStream systems =
        Stream.concat(Stream.of(origin()), segments.stream().map(Segment::system))
            .distinct()
            .mapToLong(system -> workNanos(system::equals));
    LongStream links = hops.stream().mapToLong(hop -> hop.time().transferNanos());
    return LongStream.concat(systems, links).max().orElse(0);
  }

  /** Such as "Device(pi4) = 0 - 18, Edge(ampere) = 19 - 22". */
  public String config() {
    String parts =
        segments.stream()
            .map(
                segment ->
                    String.format(
                        Locale.ROOT,
                        "%s(%s) = %d - %d",
                        capital(segment.system().tier()),
                        segment.system().name(),
                        segment.firstLayer(),
                        segment.lastLayer()))
            .collect(Collectors.joining(", "));
    String layers =
        hops.stream()
            .filter(Hop::hasTransferLayer)
            .map(hop -> " + " + hop.payload().transferLayer())
            .collect(Collectors.joining());
    return parts + layers;
  }

  private static String capital(Tier tier) {
    String name = tier.toString();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
