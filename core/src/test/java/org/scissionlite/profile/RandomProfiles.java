package org.scissionlite.profile;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Valid profiles of all sizes, from a seed. */
final class RandomProfiles {
  private final Random random;

  RandomProfiles(long seed) {
    random = new Random(seed);
  }

  Profile next() {
    int blocks = 1 + random.nextInt(20);
    Tier tier = List.of(Tier.DEVICE, Tier.EDGE, Tier.CLOUD).get(random.nextInt(3));
    return new Profile(
        new SystemId(tier, "pi" + random.nextInt(1000)),
        new ProfiledModel("net\u00e4" + random.nextInt(1000), "ab12", blocks * 3 + 1),
        provenance(),
        IntStream.range(0, blocks).mapToObj(this::block).toList(),
        IntStream.range(0, blocks).mapToObj(this::cut).toList(),
        timing(),
        timing(),
        random.nextBoolean() ? null : intervals(),
        IntStream.range(0, random.nextInt(3)).mapToObj(i -> "warning \"" + i + "\"").toList());
  }

  private Provenance provenance() {
    return new Provenance(
        "engine 1",
        1 + random.nextInt(8),
        "cpu\\0",
        random.nextInt(64),
        "os",
        "17",
        "2026-01-01T00:00:00Z",
        random.nextInt(10),
        random.nextInt(100),
        Math.nextUp(random.nextDouble() * 30),
        1 + random.nextInt(32));
  }

  private BlockProfile block(int i) {
    return new BlockProfile(i, 3 * i, 3 * i + 2, "layer" + i, size(), timing());
  }

  private CutProfile cut(int i) {
    List<TransferLayerProfile> layers =
        IntStream.range(0, random.nextInt(4))
            .mapToObj(t -> new TransferLayerProfile("tl" + t, wireSize(), timing(), timing()))
            .toList();
    return new CutProfile(
        "cut" + i,
        3 * i,
        size(),
        1 + random.nextInt(3),
        random.nextInt(3),
        timing(),
        layers,
        List.of(new LayerCost("learned:c=8", random.nextDouble(), timing(), timing())),
        new SliceMemory(size(), size(), List.of(MemorySource.values()).get(random.nextInt(3))));
  }

  private IntervalTimes intervals() {
    Double start = random.nextBoolean() ? null : 1 + random.nextDouble();
    return new IntervalTimes(
        1 + random.nextInt(1000), 1 + random.nextInt(50), 1 + random.nextDouble(), start, timing());
  }

  private WireSize wireSize() {
    return switch (random.nextInt(3)) {
      case 0 -> WireSize.fixed(size());
      case 1 -> WireSize.measured(new long[] {random.nextInt(900), random.nextInt(900)});
      default -> new WireSize.AtMost(size());
    };
  }

  private long size() {
    return random.nextLong() >>> (1 + random.nextInt(60));
  }

  private Timing timing() {
    long median = random.nextInt(Integer.MAX_VALUE);
    return new Timing(median, median + random.nextInt(1000), random.nextInt(1000), 10);
  }
}
