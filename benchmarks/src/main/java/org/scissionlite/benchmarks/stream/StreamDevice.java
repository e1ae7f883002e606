package org.scissionlite.benchmarks.stream;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.file.Json;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.link.SlowedEngine;
import org.scissionlite.offload.stream.Frame;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.FrameResult.Answered;
import org.scissionlite.offload.stream.ImageStream;
import org.scissionlite.offload.stream.ImageStream.Runners;
import org.scissionlite.offload.stream.ModelInputs;
import org.scissionlite.offload.stream.StreamOptions;
import org.scissionlite.offload.stream.StreamSummary;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * The device: every scenario of a bundle, one image after another and as a stream. Its slices take
 * eight times as long as here, as on a weak device; it waits for the rest of that time, so that
 * device and edge do not compete for the processors of one machine.
 */
final class StreamDevice {
  private static final int IN_FLIGHT = 8;
  private static final double SLOWDOWN = 8;
  private static final int SETTLING = 10;
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Bundle bundle;
  private final List<Path> images;
  private final InetSocketAddress edge;
  private final List<FrameResult> results = new ArrayList<>();

  private StreamDevice(Bundle bundle, List<Path> images, InetSocketAddress edge) {
    this.bundle = bundle;
    this.images = images;
    this.edge = edge;
  }

  /** Takes bundle, images, address, port, Mbit/s, ms, how many images, and the file of its rows. */
  public static void main(String[] arguments) throws Exception {
    StreamDevice device =
        new StreamDevice(
            BundleReader.open(Path.of(arguments[0])),
            ImageFiles.in(Path.of(arguments[1])),
            new InetSocketAddress(arguments[2], Integer.parseInt(arguments[3])));
    List<RateRow> rows = new ArrayList<>();
    for (SplitScenario scenario : device.bundle.manifest().scenarios()) {
      rows.add(
          device.measure(
              scenario.name(),
              Double.parseDouble(arguments[4]),
              Double.parseDouble(arguments[5]),
              Integer.parseInt(arguments[6])));
    }
    Json.write(Path.of(arguments[7]), new RateReport(rows));
  }

  private RateRow measure(String scenario, double megabits, double roundTripMillis, int count)
      throws InterruptedException {
    DeviceOptions options =
        DeviceOptions.sendingTo(edge)
            .withScenario(scenario)
            .withThreads(1)
            .withInFlight(IN_FLIGHT)
            .withDeadline(DEADLINE)
            .withoutLocalAnswers();
    try (DeviceRuntime runtime =
        DeviceRuntime.open(bundle, new SlowedEngine(new OrtEngine(), SLOWDOWN), options)) {
      run(runtime, 1, SETTLING);
      run(runtime, IN_FLIGHT, SETTLING);
      run(runtime, 1, Math.max(SETTLING, count / 4));
      List<Answered> single = answered();
      StreamSummary stream = run(runtime, IN_FLIGHT, count);
      return new RateRow(
          scenario,
          megabits,
          roundTripMillis,
          single.get(0).answer().traffic().sentBytes(),
          median(single, each -> each.latency().readNanos()),
          median(
              single,
              each -> each.latency().parts().deviceNanos() + each.latency().parts().encodeNanos()),
          median(single, each -> each.latency().parts().edge().totalNanos()),
          median(single, each -> each.latency().totalNanos()),
          stream.imagesPerSecond());
    }
  }

  private StreamSummary run(DeviceRuntime runtime, int inFlight, int count)
      throws InterruptedException {
    results.clear();
    ModelInputs inputs = new ModelInputs(bundle.manifest().preprocessing(), runtime.inputs());
    StreamOptions options = StreamOptions.usual().withInFlight(inFlight);
    try (ImageStream stream =
        ImageStream.open(inputs, Runners.of(runtime::submit), options, results::add)) {
      for (int i = 0; i < count; i++) {
        if (!stream.offer(Frame.ofFile(images.get(i % images.size())))) {
          throw new IllegalStateException("the stream has ended");
        }
      }
      return stream.finish();
    }
  }

  private List<Answered> answered() {
    return results.stream()
        .map(
            result -> {
              if (result instanceof Answered answered) {
                return answered;
              }
              throw new IllegalStateException("no answer: " + result);
            })
        .toList();
  }

  private static double median(List<Answered> all, ToDoubleFunction<Answered> nanos) {
    double[] sorted = all.stream().mapToDouble(nanos).sorted().toArray();
    return sorted[sorted.length / 2] / 1e6;
  }
}
