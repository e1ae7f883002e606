package org.scissionlite.offload.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.block.BlockChain;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.edge.EdgeOptions;
import org.scissionlite.offload.edge.EdgeServer;
import org.scissionlite.offload.link.EmulatedLink;
import org.scissionlite.offload.link.LinkConditions;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.transfer.FeatureSamples;
import org.scissionlite.transfer.Inserter;
import org.scissionlite.transfer.NoTransferLayer;

class LargeRequestTest {
  private static final TensorSpec X =
      new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 3, 512, 512));

  @TempDir Path folder;

  /** A bundle that sends its input, 3,145,728 bytes, and answers with one row of it. */
  private Bundle bundle() {
    ModelGraph graph =
        new ModelGraph(
            "first",
            Map.of("", 17),
            List.of(X),
            List.of(new TensorSpec("y", ElementType.FLOAT32, Shape.of(1, 1, 1, 512))),
            List.of(Node.of("y", "Slice", List.of("x", "from", "to", "axes"), Map.of())),
            Map.of(
                "from", Tensor.vector(0, 0),
                "to", Tensor.vector(1, 1),
                "axes", Tensor.vector(1, 2)),
            Map.of());
    var nothing = new NoTransferLayer().fit(FeatureSamples.none(X));
    var inserted = Inserter.insert(graph, BlockChain.of(graph).cut("input"), List.of(nothing));
    BundleContent content =
        new BundleContent(
            new Model("first", "0".repeat(64), graph),
            List.of(PreparedScenario.of(inserted)),
            Preprocessing.named("raw"),
            List.of(),
            false);
    return new BundleWriter(OnnxWriter::write).write(folder.resolve("bundle"), content);
  }

  @Test
  void requestOfThreeMebibytes_takesOneRoundTrip() {
    Bundle bundle = bundle();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    LinkConditions far = new LinkConditions(2000, Duration.ofMillis(300));
    try (EdgeServer edge =
            EdgeServer.start(bundle, SmallModel.ENGINE, EdgeOptions.listeningOn(any));
        EmulatedLink link = EmulatedLink.open(edge.address(), far);
        DeviceRuntime device =
            DeviceRuntime.open(
                bundle, SmallModel.ENGINE, DeviceOptions.sendingTo(link.address()))) {
      Map<String, Tensor> inputs = Map.of("x", Tensor.zeros(X.type()));
      double least = Double.MAX_VALUE;
      for (int i = 0; i < 4; i++) {
        least = Math.min(least, device.infer(inputs).latency().transferNanos() / 1e6);
      }
      assertThat(least).isBetween(300.0, 550.0);
    }
  }
}
