package org.scissionlite.examples;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.engine.Engine;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;
import org.scissionlite.onnx.write.OnnxWriter;

/** The example of the README: load a model, cut it, run it across an edge and a device. */
final class LoadCutRun {
  private LoadCutRun() {}

  static Answer run(Path file, String cut, Path folder, Map<String, Tensor> input) {
    Engine engine = new OrtEngine();
    Preprocessing rgb = Preprocessing.named("torch");
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    // README: begin
    Model model = OnnxReader.read(file);
    PreparedScenario scenario = new Preprocessor(engine, model, rgb).prepare(cut, "pool2");
    BundleContent content = new BundleContent(model, List.of(scenario), rgb, List.of(), true);
    Bundle bundle = new BundleWriter(OnnxWriter::write).write(folder, content);
    try (EdgeServer edge = EdgeServer.start(bundle, engine, EdgeOptions.listeningOn(here));
        DeviceRuntime device =
            DeviceRuntime.open(bundle, engine, DeviceOptions.sendingTo(edge.address()))) {
      return device.infer(input);
    }
    // README: end
  }
}
