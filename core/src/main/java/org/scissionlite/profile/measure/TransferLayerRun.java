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

/** A transfer layer at one tensor, ready to run as device and edge will run it. */
final class TransferLayerRun implements AutoCloseable {
  private final FittedTransferLayer layer;
  private final Half encoder;
  private final Half decoder;
  private final Tensor tensor;
  private final byte[] message;

  private TransferLayerRun(FittedTransferLayer layer, Half encoder, Half decoder, Tensor tensor) {
    this.layer = layer;
    this.encoder = encoder;
    this.decoder = decoder;
    this.tensor = tensor;
    message = new byte[wireBytes(tensor)];
  }

  /**
   * @param tensor that is sent again and again
   */
  static TransferLayerRun open(
      Engine engine, int threads, FittedTransferLayer layer, Tensor tensor) {
    return Closer.build(
        closer -> {
          Half encoder = closer.own(Half.open(engine, threads, layer.encoder()));
          Half decoder = closer.own(Half.open(engine, threads, layer.decoder()));
          TransferLayerRun run = new TransferLayerRun(layer, encoder, decoder, tensor);
          run.encode();
          return run;
        });
  }

  /** DeviceTL, its codec, and the copy into a message. */
  void encode() {
    ByteBuffer payload = layer.codec().encode(encoder.run(tensor));
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
    return layer.codec().encode(encoder.run(other)).remaining();
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
