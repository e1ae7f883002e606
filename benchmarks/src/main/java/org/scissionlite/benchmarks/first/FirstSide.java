package org.scissionlite.benchmarks.first;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.input.ImageFiles;
import org.scissionlite.input.ImageTensors;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.rehearsal.Rehearsal;
import org.scissionlite.offload.security.EdgeGate;
import org.scissionlite.onnx.runtime.OrtEngine;

/** One side of {@link FirstImages}, in a process of its own. */
final class FirstSide {
  private static final int PORT = 8001;
  private static final int PICTURES = 8;
  private static final int TOLD = 100;

  private FirstSide() {}

  /**
   * Takes "edge" BUNDLE SECONDS HOST, or "device" BUNDLE SECONDS HOST PICTURES LAST SLOW_MILLIS
   * FAST_MILLIS; SECONDS are those of the rehearsal.
   */
  public static void main(String[] arguments) throws Exception {
    Bundle bundle = BundleReader.open(Path.of(arguments[1]));
    rehearse(Double.parseDouble(arguments[2]));
    InetSocketAddress edge = new InetSocketAddress(arguments[3], PORT);
    if (arguments[0].equals("edge")) {
      serve(bundle, edge);
    } else {
      send(bundle, edge, Arrays.asList(arguments).subList(4, 8));
    }
    System.exit(0);
  }

  private static void rehearse(double seconds) {
    if (seconds > 0) {
      Duration most = Duration.ofMillis(Math.round(1000 * seconds));
      Rehearsal.Outcome outcome = new Rehearsal(new OrtEngine(), most, Rehearsal.ENOUGH).run();
      System.err.printf(
          "rehearsed %d requests in %.1f s: %.2f ms the first, %.2f ms the last%n",
          outcome.requests(),
          outcome.nanos() / 1e9,
          outcome.firstNanos() / 1e6,
          outcome.lastNanos() / 1e6);
    }
  }

  private static void serve(Bundle bundle, InetSocketAddress address) throws Exception {
    EdgeOptions options =
        EdgeOptions.listeningOn(address).withThreads(1).withGate(EdgeGate.insecure());
    EdgeServer.start(bundle, new OrtEngine(), options);
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the parent is gone.
    }
  }

  /** Prints a line for each image: overhead, and the parts, in milliseconds, and the bytes. */
  private static void send(Bundle bundle, InetSocketAddress edge, List<String> rest)
      throws InterruptedException {
    List<Path> pictures = EvenlySpacedChoice.of(ImageFiles.in(Path.of(rest.get(0))), PICTURES);
    FirstPlan plan =
        new FirstPlan(
            Integer.parseInt(rest.get(1)),
            Long.parseLong(rest.get(2)),
            Long.parseLong(rest.get(3)));
    DeviceOptions options =
        DeviceOptions.sendingTo(edge).withThreads(1).withDeadline(Duration.ofSeconds(20));
    try (DeviceRuntime device = DeviceRuntime.open(bundle, new OrtEngine(), options)) {
      TensorSpec input = device.inputs().get(0);
      for (int i = 1; i <= plan.images(); i++) {
        long due = System.nanoTime() + plan.pauseMillis(i) * 1_000_000;
        Path picture = pictures.get(i % PICTURES);
        Answer answer =
            device.infer(
                Map.of(
                    input.name(),
                    ImageTensors.read(picture, bundle.manifest().preprocessing(), input)));
        print(answer);
        if (i % TOLD == 0) {
          System.err.printf(Locale.ROOT, "%,d images%n", i);
        }
        Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
      }
    }
  }

  private static void print(Answer answer) {
    var parts = answer.latency();
    System.out.printf(
        "%.3f %.3f %.3f %.3f %d%n",
        parts.totalNanos() / 1e6,
        (parts.deviceNanos() + parts.encodeNanos()) / 1e6,
        parts.edge().executeNanos() / 1e6,
        parts.transferNanos() / 1e6,
        answer.traffic().payloadBytes());
  }
}
