package org.scissionlite.benchmarks.adaptation;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.scissionlite.benchmarks.law.LawEdge;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * Others who use the edge, beside it: while they are told to, some requests of theirs are always
 * waiting there.
 */
final class EdgeNeighbours {
  /** What tells them to begin. */
  static final int BEGIN = 'b';

  /** What tells them to end. */
  static final int END = 'e';

  private static final int REQUESTS = 5;

  private final DeviceRuntime device;
  private final Map<String, Tensor> image = new LinkedHashMap<>();
  private volatile boolean busy;

  private EdgeNeighbours(DeviceRuntime device) {
    this.device = device;
    device.inputs().forEach(spec -> image.put(spec.name(), Tensor.zeros(spec.type())));
  }

  /** Takes the edge's address and the bundle; reads what to do from standard input. */
  public static void main(String[] arguments) throws Exception {
    InetSocketAddress edge = new InetSocketAddress(arguments[0], LawEdge.FIRST_PORT);
    DeviceOptions options =
        DeviceOptions.sendingTo(edge).withThreads(1).withoutLocalAnswers().withInFlight(REQUESTS);
    try (DeviceRuntime device =
        DeviceRuntime.open(BundleReader.open(Path.of(arguments[1])), new OrtEngine(), options)) {
      EdgeNeighbours neighbours = new EdgeNeighbours(device);
      Thread thread = new Thread(neighbours::ask, "neighbours");
      thread.setDaemon(true);
      thread.start();
      System.out.println("ready");
      for (int told = System.in.read(); told >= 0; told = System.in.read()) {
        neighbours.busy = told == BEGIN || (told != END && neighbours.busy);
      }
      neighbours.busy = false;
    }
  }

  private void ask() {
    while (!Thread.currentThread().isInterrupted()) {
      if (busy) {
        CompletableFuture<Answer> unused = device.submit(image, System.nanoTime());
      } else {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
