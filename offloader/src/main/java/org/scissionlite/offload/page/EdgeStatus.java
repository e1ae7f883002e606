package org.scissionlite.offload.page;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.observe.RequestReport;
import org.scissionlite.offload.observe.RequestReport.Parts;

/** What an edge has done in the last minute. Thread-safe. */
public final class EdgeStatus implements EdgeObserver {
  private static final int SECONDS = 60;

  /** 160 requests a second for a minute; of more, the latest are looked at. */
  private static final int MOST_SAMPLES = 10_000;

  private static final Map<String, ToLongFunction<Parts>> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("queue", Parts::queue);
    PARTS.put("decode", Parts::decode);
    PARTS.put("execute", Parts::execute);
    PARTS.put("encode", Parts::encode);
    PARTS.put("total", Parts::total);
  }

  private final Clock clock;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Rates answered = new Rates(SECONDS);
  private final Rates refused = new Rates(SECONDS);
  private final Rates bytes = new Rates(SECONDS);

  private record Sample(long second, String model, Parts parts) {}

  /**
   * Times of one part, in milliseconds.
   *
   * @param part such as "queue"
   */
  public record PartTimes(String part, double p50, double p95, double p99) {}

  /**
   * A model in use.
   *
   * @param requests answered in the last minute
   * @param p50 milliseconds from a request's arrival to its answer
   */
  public record ModelUse(String model, long requests, double p50) {}

  public EdgeStatus(Clock clock) {
    this.clock = clock;
  }

  private long second() {
    return clock.millis() / 1000;
  }

  @Override
  public synchronized void ended(RequestReport report) {
    long now = second();
    bytes.add(now, report.traffic().received() + report.traffic().sent());
    if (!report.isAnswered()) {
      refused.add(now, 1);
      return;
    }
    answered.add(now, 1);
    samples.addLast(new Sample(now, report.model(), report.parts()));
    if (samples.size() > MOST_SAMPLES) {
      samples.removeFirst();
    }
  }

  private List<Sample> recent() {
    long since = second() - SECONDS;
    while (!samples.isEmpty() && samples.peekFirst().second() < since) {
      samples.removeFirst();
    }
    return new ArrayList<>(samples);
  }

  /** Where the time of the last minute's requests went. */
  public List<PartTimes> parts() {
    List<Sample> recent = snapshot();
    return PARTS.entrySet().stream()
        .map(
            part -> {
              long[] sorted =
                  recent.stream()
                      .mapToLong(sample -> part.getValue().applyAsLong(sample.parts()))
                      .sorted()
                      .toArray();
              return new PartTimes(
                  part.getKey(), at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
            })
        .toList();
  }

  /** The models that were asked for in the last minute. */
  public List<ModelUse> models() {
    Map<String, List<Long>> totals = new TreeMap<>();
    for (Sample sample : snapshot()) {
      totals.computeIfAbsent(sample.model(), name -> new ArrayList<>()).add(sample.parts().total());
    }
    return totals.entrySet().stream()
        .map(
            each ->
                new ModelUse(
                    each.getKey(),
                    each.getValue().size(),
                    at(
                        each.getValue().stream().mapToLong(Long::longValue).sorted().toArray(),
                        0.5)))
        .toList();
  }

  private synchronized List<Sample> snapshot() {
    return recent();
  }

  /** The value below which that share of the sorted nanoseconds lies, in milliseconds. */
  private static double at(long[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return Math.round(sorted[Math.max(0, index)] / 1e3) / 1e3;
  }

  /** Requests that were answered, in each of the last 60 whole seconds, the newest last. */
  public synchronized List<Long> answeredPerSecond() {
    return answered.last(second());
  }

  /** Requests that were not answered, likewise. */
  public synchronized List<Long> refusedPerSecond() {
    return refused.last(second());
  }

  /** Bytes in both directions, likewise. */
  public synchronized List<Long> bytesPerSecond() {
    return bytes.last(second());
  }
}
