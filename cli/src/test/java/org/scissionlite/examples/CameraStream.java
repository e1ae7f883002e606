package org.scissionlite.examples;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.engine.Engine;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.stream.Frame;
import org.scissionlite.offload.stream.FrameResult;
import org.scissionlite.offload.stream.ImageStream;
import org.scissionlite.offload.stream.ImageStream.Runners;
import org.scissionlite.offload.stream.ModelInputs;
import org.scissionlite.offload.stream.StreamOptions;
import org.scissionlite.offload.stream.StreamSummary;
import org.scissionlite.offload.stream.WhenBehind;
import org.scissionlite.onnx.runtime.OrtEngine;

/** The example of docs/offloader.md: a camera's pictures into a stream. */
final class CameraStream {
  private CameraStream() {}

  static StreamSummary run(
      Path folder, InetSocketAddress edge, Supplier<byte[]> camera, Consumer<FrameResult> results)
      throws InterruptedException {
    Engine engine = new OrtEngine();
    // offloader.md: begin
    Bundle bundle = BundleReader.open(folder);
    StreamOptions options = StreamOptions.usual().when(WhenBehind.DROP_OLDEST).withQueue(2);
    try (DeviceRuntime device = DeviceRuntime.open(bundle, engine, DeviceOptions.sendingTo(edge))) {
      ModelInputs inputs = new ModelInputs(bundle.manifest().preprocessing(), device.inputs());
      Runners runners = Runners.of(device::submit);
      try (ImageStream stream = ImageStream.open(inputs, runners, options, results)) {
        int number = 0;
        for (byte[] jpeg = camera.get(); jpeg != null; jpeg = camera.get()) {
          number++;
          stream.offer(Frame.ofEncoded("picture " + number, ByteBuffer.wrap(jpeg)));
        }
        return stream.finish();
      }
    }
    // offloader.md: end
  }
}
