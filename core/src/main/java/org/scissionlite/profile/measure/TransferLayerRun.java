package org.scissionlite.profile.measure;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.TypicalTransferLayer;

/** A transfer layer at one tensor, ready to run as device and edge will run it. */
final class TransferLayerRun implements AutoCloseable {
  private final FittedTransferLayer layer;
  private final Half encoder;
  private final Half decoder;
  private final Tensor tensor;
  private final Optional<Tensor> assumedWire;
  private final byte[] message;

  private TransferLayerRun(
      FittedTransferLayer layer, Halves halves, Tensor tensor, Optional<Tensor> assumedWire) {
    this.layer = layer;
    this.encoder = halves.encoder();
    this.decoder = halves.decoder();
    this.tensor = tensor;
    this.assumedWire = assumedWire;
    message = new byte[wireBytes(tensor)];
  }

  private record Halves(Half encoder, Half decoder) {}

  /**
   * @param tensor that is sent again and again
   */
  static TransferLayerRun open(
      Engine engine, int threads, FittedTransferLayer layer, Tensor tensor) {
    return open(new Slices(engine, threads), layer, tensor, Optional.empty());
  }

  /**
   * The run of a layer that learned nothing: its encoder runs on the tensor, its codec on what the
   * layer is taken to send.
   */
  static TransferLayerRun open(
      Engine engine, int threads, TypicalTransferLayer typical, Tensor tensor) {
    return open(new Slices(engine, threads), typical.layer(), tensor, Optional.of(typical.wire()));
  }

  private record Slices(Engine engine, int threads) {
    Half open(Fragment fragment) {
      return Half.open(engine, threads, fragment);
    }
  }

  private static TransferLayerRun open(
      Slices slices, FittedTransferLayer layer, Tensor tensor, Optional<Tensor> assumedWire) {
    return Closer.build(
        closer -> {
          Half encoder = closer.own(slices.open(layer.encoder()));
          Half decoder = closer.own(slices.open(layer.decoder()));
          TransferLayerRun run =
              new TransferLayerRun(layer, new Halves(encoder, decoder), tensor, assumedWire);
          run.encode();
          return run;
        });
  }

  boolean isTypical() {
    return assumedWire.isPresent();
  }

  /** DeviceTL, its codec, and the copy into a message. */
  void encode() {
    ByteBuffer payload = payload(tensor);
    payload.get(message, 0, payload.remaining());
  }

  /** The way from the message to the restored tensor. */
  void decode() {
    decoder.run(layer.codec().decode(ByteBuffer.wrap(message), layer.wire().type()));
  }

  long wireBytes() {
    return message.length;
  }

  /** The bytes of what this layer's tensor is in an example. */
  long wireBytes(Map<String, Tensor> example) {
    return wireBytes(example.get(layer.encoder().input().name()));
  }

  private int wireBytes(Tensor other) {
    return payload(other).remaining();
  }

  private ByteBuffer payload(Tensor crossing) {
    Tensor wire = encoder.run(crossing);
    return layer.codec().encode(assumedWire.orElse(wire));
  }

  /** The most bytes that a tensor of this type takes. */
  long mostBytes() {
    return layer.codec().maxBytes(layer.wire().type());
  }

  @Override
  public void close() {
    Closer closer = new Closer();
    closer.own(encoder);
    closer.own(decoder);
    closer.close();
  }

  /** A half with the buffer that it writes into; one without operators passes its input on. */
  private record Half(Fragment fragment, Optional<Session> session, Map<String, Tensor> output)
      implements AutoCloseable {
    static Half open(Engine engine, int threads, Fragment fragment) {
      if (fragment.isIdentity()) {
        return new Half(fragment, Optional.empty(), Map.of());
      }
      Tensor output = Tensor.zeros(fragment.output().type());
      return new Half(
          fragment,
          Optional.of(engine.open(fragment.graph(), threads)),
          Map.of(fragment.output().name(), output));
    }

    Tensor run(Tensor input) {
      if (session.isEmpty()) {
        return input;
      }
      session.get().run(Map.of(fragment.input().name(), input), output);
      return output.get(fragment.output().name());
    }

    @Override
    public void close() {
      session.ifPresent(Session::close);
    }
  }
}
