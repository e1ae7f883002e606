package org.scissionlite.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.runtime.OrtEngine;

/**
 * What the wire costs: one request through {@link DeviceRuntime}, gRPC on the loopback interface
 * and {@link EdgeServer}, with an edge slice that takes one element out of what it gets.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class RoundTripBenchmark {
  /** Channels, height and width of the tensor that is sent: 12,544 and 1,605,632 bytes. */
  @Param({"64x7x7", "512x28x28"})
  public String size;

  private Path folder;
  private EdgeServer edge;
  private DeviceRuntime device;
  private Map<String, Tensor> inputs;

  /** Starts an edge and connects a device to it. */
  @Setup
  public void open() throws IOException {
    OrtEngine engine = new OrtEngine();
    TensorSpec spec = RandomTensors.spec(size);
    inputs = Map.of(spec.name(), RandomTensors.featureMap(spec));
    folder = Files.createTempDirectory("scissionlite-benchmark");
    Bundle bundle = FirstElement.bundle(folder.resolve("bundle"), spec);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    edge = EdgeServer.start(bundle, engine, EdgeOptions.listeningOn(any).withThreads(1));
    device =
        DeviceRuntime.open(bundle, engine, DeviceOptions.sendingTo(edge.address()).withThreads(1));
  }

  /** From the tensor to the answer. */
  @Benchmark
  public Answer roundTrip() {
    return device.infer(inputs);
  }

  /** Stops device and edge. */
  @TearDown
  public void close() throws IOException {
    device.close();
    edge.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
