package org.scissionlite.benchmarks.experiment.run;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scissionlite.benchmarks.experiment.Quantile;
import org.scissionlite.benchmarks.law.LinkLaw;
import org.scissionlite.benchmarks.law.Testbed;
import org.scissionlite.engine.Session;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.input.RandomPictures;
import org.scissionlite.model.Tensor;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.profile.measure.sampling.Stopwatch;
import org.scissionlite.zoo.Zoo;

/**
 * DenseNet169, at full speed and held back by a quota: who computes for a millisecond at a time and
 * rests between begins each time with caches that others have filled, and takes more processor time
 * for the same.
 */
final class HeldNetwork {
  private static final int WARM_UPS = 4;
  private static final double ANY_SLOWDOWN = 17;

  private HeldNetwork() {}

  /**
   * How many times as much processor time it takes when it is held back, at least 1.
   *
   * @param script of the testbed, which is taken up for that
   * @param runs at full speed, and again held back
   */
  static double factor(Path script, int runs) throws Exception {
    try (Testbed testbed = Testbed.up(script, 0, 0)) {
      Process device =
          TwoHosts.quiet(
                  testbed.java(
                      "device", TwoHosts.DEVICE_JVM, HeldNetwork.class, String.valueOf(runs)))
              .start();
      try {
        LinkLaw.awaitReady(device);
        try (DeviceQuota quota = DeviceQuota.open(script, ANY_SLOWDOWN)) {
          quota.hold(device.pid());
          device.getOutputStream().write('\n');
          device.getOutputStream().flush();
          String factor = line(device);
          device.destroyForcibly().waitFor();
          return Math.max(1, Double.parseDouble(factor));
        }
      } finally {
        device.destroyForcibly().waitFor();
      }
    }
  }

  private static String line(Process device) throws Exception {
    return new BufferedReader(
            new InputStreamReader(device.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  /** Takes how many runs count; prints "ready", waits for a line, and prints the factor. */
  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[0]);
    var graph = Zoo.build("densenet169");
    Map<String, Tensor> picture =
        RandomPictures.examples(graph.inputs(), Preprocessing.named("torch"), 1, 1).get(0);
    try (Session session = new OrtEngine().open(graph, 1)) {
      median(session, picture, WARM_UPS);
      double free = median(session, picture, runs);
      System.out.println("ready");
      System.out.flush();
      if (System.in.read() < 0) {
        throw new IllegalStateException("the parent is gone");
      }
      System.out.println(median(session, picture, runs) / free);
      System.out.flush();
    }
  }

  private static double median(Session session, Map<String, Tensor> picture, int runs) {
    Stopwatch stopwatch = Stopwatch.system();
    List<Double> nanos = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      long begun = stopwatch.threadCpuNanos();
      session.run(picture);
      nanos.add((double) (stopwatch.threadCpuNanos() - begun));
    }
    return Quantile.of(nanos, 0.5);
  }
}
