package org.scissionlite.privacy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.NodeSides;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.codec.Codec;

/**
 * Hears what device and edge exchange, and knows the bundle: it decodes the payload and runs EdgeTL
 * on it, so that it holds what the edge slice goes on with.
 */
public final class Wiretap implements AutoCloseable {
  private static final int THREADS = 2;

  private final TensorSpec wire;
  private final Codec codec;
  private final TensorSpec restored;
  private final Session device;
  private final Session edgeTl;

  private Wiretap(
      TensorSpec wire, Codec codec, TensorSpec restored, Session device, Session edgeTl) {
    this.wire = wire;
    this.codec = codec;
    this.restored = restored;
    this.device = device;
    this.edgeTl = edgeTl;
  }

  /**
   * What was heard of one picture.
   *
   * @param features [1,C,H,W] as EdgeTL restores them
   * @param bytes of the payload
   */
  public record Heard(Tensor features, long bytes) {}

  /**
   * Listens to a scenario.
   *
   * @param restored name of the tensor in the edge slice that EdgeTL writes
   * @throws UsageException if it is no float32 [1,C,H,W]
   */
  public static Wiretap on(
      Engine engine, ModelGraph device, ModelGraph edge, Codec codec, String restored) {
    TensorSpec wire = edge.inputs().get(0);
    TensorSpec heard = restored.equals(wire.name()) ? wire : edge.spec(restored);
    if (heard.elementType() != ElementType.FLOAT32 || heard.shape().rank() != 4) {
      throw new UsageException(
          "privacy: the attack needs feature maps, float32 [1,C,H,W]; at this cut is " + heard);
    }
    return Closer.build(
        closer ->
            new Wiretap(
                wire,
                codec,
                heard,
                closer.own(engine.open(device, THREADS)),
                closer.own(engine.open(edgeTl(edge, wire, heard), THREADS))));
  }

  private static ModelGraph edgeTl(ModelGraph edge, TensorSpec wire, TensorSpec restored) {
    List<TensorSpec> outputs = List.of(restored);
    return edge.with(List.of(wire), outputs, NodeSides.of(edge, outputs).before());
  }

  /** What is heard of every picture: features [1,C,H,W]. */
  TensorSpec features() {
    return restored;
  }

  /** Hears a picture that the device sends. */
  public Heard hear(Map<String, Tensor> input) {
    Tensor sent = device.run(input).get(wire.name());
    ByteBuffer payload = codec.encode(sent);
    long bytes = payload.remaining();
    Tensor received = codec.decode(payload, wire.type());
    Tensor features = edgeTl.run(Map.of(wire.name(), received)).get(restored.name());
    return new Heard(features, bytes);
  }

  @Override
  public void close() {
    Closer closer = new Closer();
    closer.own(device);
    closer.own(edgeTl);
    closer.close();
  }
}
