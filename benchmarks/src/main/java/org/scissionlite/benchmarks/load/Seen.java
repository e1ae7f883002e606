package org.scissionlite.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToLongFunction;
import org.scissionlite.offload.observe.EdgeObserver;
import org.scissionlite.offload.observe.RequestReport;
import org.scissionlite.offload.observe.RequestReport.Parts;

/**
 * What an edge says that it has done.
 *
 * @param millis what its runs took, by the requests that they answered
 * @param parts of the requests that were answered
 */
record Seen(Map<Integer, List<Double>> millis, List<Parts> parts) {
  /** A run, as the edge tells it. */
  private record Run(int requests, long nanos) {}

  int runs() {
    return millis.values().stream().mapToInt(List::size).sum();
  }

  /** That were run. */
  int requests() {
    return millis.entrySet().stream()
        .mapToInt(each -> each.getKey() * each.getValue().size())
        .sum();
  }

  /** Requests of a run. */
  double meanBatch() {
    return (double) requests() / runs();
  }

  /** The time that all runs took together. */
  double runSeconds() {
    return millis.values().stream().flatMap(List::stream).mapToDouble(each -> each).sum() / 1e3;
  }

  /** Figures of one part of the requests' time. */
  Measured part(ToLongFunction<Parts> part) {
    return Measured.of(parts.stream().map(part::applyAsLong).toList(), 0, 1);
  }

  /** Keeps what it is told. */
  static final class Keeper implements EdgeObserver {
    private final ConcurrentLinkedQueue<Run> runs = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Parts> parts = new ConcurrentLinkedQueue<>();

    @Override
    public void ended(RequestReport report) {
      if (report.isAnswered()) {
        parts.add(report.parts());
      }
    }

    @Override
    public void ran(String model, int requests, long nanos) {
      runs.add(new Run(requests, nanos));
    }

    /** What it was told since it was asked before. */
    Seen take() {
      Map<Integer, List<Double>> millis = new TreeMap<>();
      for (Run run = runs.poll(); run != null; run = runs.poll()) {
        millis.computeIfAbsent(run.requests(), each -> new ArrayList<>()).add(run.nanos() / 1e6);
      }
      List<Parts> taken = new ArrayList<>();
      for (Parts each = parts.poll(); each != null; each = parts.poll()) {
        taken.add(each);
      }
      return new Seen(millis, taken);
    }
  }
}
