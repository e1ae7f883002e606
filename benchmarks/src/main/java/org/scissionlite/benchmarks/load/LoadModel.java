package org.scissionlite.benchmarks.load;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleContent;
import org.scissionlite.bundle.BundleWriter;
import org.scissionlite.bundle.Preprocessor;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.file.Sha256;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.offload.wire.WireNames;
import org.scissionlite.onnx.write.OnnxWriter;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.transfer.spec.TransferLayers;
import org.scissionlite.zoo.Zoo;

/** What the devices ask for. */
public final class LoadModel {
  private static final String LAYER = "pool2+q8";
  private static final Preprocessing PREPROCESSING = Preprocessing.named("tf");

  private LoadModel() {}

  /** A bundle of MobileNetV2 with random weights, cut in the middle. */
  public static Bundle write(Path folder, Engine engine, int pixels) {
    ModelGraph graph =
        Zoo.build("mobilenetv2", Zoo.defaults("mobilenetv2").withInputSize(pixels).withClasses(10));
    Model model = new Model("mobilenetv2", Sha256.of("random weights"), graph);
    List<Cut> cuts =
        BlockChain.of(graph).cuts().stream().filter(cut -> cut.layer() > 0 && fits(cut)).toList();
    Preprocessor preprocessor = new Preprocessor(engine, model, PREPROCESSING).calibratedOnNoise(4);
    BundleContent content =
        new BundleContent(
            model,
            List.of(preprocessor.prepare(cuts.get(cuts.size() / 2), LAYER)),
            PREPROCESSING,
            List.of(),
            false);
    return new BundleWriter(OnnxWriter::write).write(folder, content);
  }

  private static boolean fits(Cut cut) {
    return cut.tensors().stream()
        .allMatch(tensor -> TransferLayers.parse(LAYER).misfit(tensor.type()).isEmpty());
  }

  /** The name of the first scenario at the edge. */
  static String name(Bundle bundle) {
    return WireNames.modelName(bundle.manifest(), bundle.manifest().scenarios().get(0));
  }

  /** A request for the first scenario, with zeros. */
  public static ModelInferRequest request(Bundle bundle) {
    SplitScenario scenario = bundle.manifest().scenarios().get(0);
    ModelInferRequest.Builder request = ModelInferRequest.newBuilder().setModelName(name(bundle));
    for (WireFormat format : WireFormat.of(bundle, scenario)) {
      ByteString bytes = ByteString.copyFrom(format.encode(Tensor.zeros(format.type())));
      request
          .addInputsBuilder()
          .setName(format.spec().name())
          .setDatatype(format.messageType().protocolName())
          .addAllShape(format.messageShape(bytes.size()));
      request.addRawInputContents(bytes);
    }
    return request.build();
  }
}
