package org.scissionlite.offload.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.file.AtomicWrite;
import org.scissionlite.file.FileTree;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;

/**
 * Runs a small model of its own across a device runtime and an edge server in this process, some
 * thousand times.
 *
 * <p>A camera that sends an image a second runs code that is hardly compiled for hours: the JVM
 * compiles what was called some hundred times, and again what was called some thousand times. After
 * a rehearsal device and edge begin with the code that they would else have after an hour.
 *
 * @param engine that runs the slices
 * @param most how long it may take
 * @param requests after which it is enough
 */
public record Rehearsal(Engine engine, Duration most, int requests) {
  /** After so many little is gained any more. */
  public static final int ENOUGH = 6_000;

  private static final List<String> FILES =
      List.of(
          "manifest.json",
          "relu.transform_step_0.5/device.onnx",
          "relu.transform_step_0.5/edge.onnx",
          "relu.transform_step_0.5/codec0.bin");
  private static final int COMPARED = 100;

  /**
   * What it has brought.
   *
   * @param requests that were run
   * @param nanos that it took
   * @param firstNanos the median of the first hundred requests
   * @param lastNanos the median of the last hundred
   */
  public record Outcome(int requests, long nanos, long firstNanos, long lastNanos) {}

  /**
   * Runs until it is enough or the time is over.
   *
   * @throws ScissionLiteException if nothing can be written to the folder for temporary files, or
   *     loopback cannot be used
   */
  public Outcome run() {
    Path folder = temporaryFolder();
    try {
      unpack(folder);
      return run(BundleReader.open(folder));
    } finally {
      remove(folder);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("scissionlite-rehearsal");
    } catch (IOException e) {
      throw cannotWrite(Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  private static ScissionLiteException cannotWrite(Path folder, IOException e) {
    return new ScissionLiteException(
        "the rehearsal cannot write its model to %s: %s".formatted(folder, AtomicWrite.reason(e)),
        e);
  }

  /**
   * Writes the bundle that is run: a classifier of eight classes for pictures of 16 x 16.
   *
   * @param folder that is there
   * @throws ScissionLiteException if it cannot be written
   */
  public static void unpack(Path folder) {
    try {
      for (String file : FILES) {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        try (InputStream in = Rehearsal.class.getResourceAsStream(file)) {
          Files.copy(in, target);
        }
      }
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  private static void remove(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      System.getLogger(Rehearsal.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot remove " + folder, e);
    }
  }

  private Outcome run(Bundle bundle) {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (EdgeServer edge =
            EdgeServer.start(bundle, engine, EdgeOptions.listeningOn(anywhere).withThreads(1));
        DeviceRuntime device =
            DeviceRuntime.open(
                bundle, engine, DeviceOptions.sendingTo(edge.address()).withThreads(1))) {
      return run(device);
    }
  }

  private Outcome run(DeviceRuntime device) {
    Map<String, Tensor> image = new LinkedHashMap<>();
    for (TensorSpec input : device.inputs()) {
      image.put(input.name(), Tensor.zeros(input.type()));
    }
    long[] nanos = new long[requests];
    long begin = System.nanoTime();
    int done = 0;
    while (done < requests && System.nanoTime() - begin < most.toNanos()) {
      long sent = System.nanoTime();
      device.infer(image);
      nanos[done++] = System.nanoTime() - sent;
    }
    int compared = Math.min(COMPARED, done);
    return new Outcome(
        done,
        System.nanoTime() - begin,
        median(Arrays.copyOfRange(nanos, 0, compared)),
        median(Arrays.copyOfRange(nanos, done - compared, done)));
  }

  private static long median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos.length == 0 ? 0 : nanos[nanos.length / 2];
  }
}
