package org.scissionlite.offload.edge.registry;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.List;
import org.scissionlite.fuzz.Fuzzed;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.offload.wire.WireFormat;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.transfer.codec.PackedZstdCodec;
import org.scissionlite.transfer.codec.PlainCodec;

/** Requests over gRPC, from the message's bytes to the tensors of an edge slice. */
class RequestFuzzTest {
  private static final TensorSpec FLOATS = new TensorSpec("x", ElementType.FLOAT32, Shape.of(1, 4));
  private static final TensorSpec PACKED = new TensorSpec("y", ElementType.INT8, Shape.of(1, 8));
  private static final RequestReader READER =
      new RequestReader(
          "m.cut",
          List.of(
              new WireFormat(FLOATS, new PlainCodec()),
              new WireFormat(PACKED, new PackedZstdCodec(4))));

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void request(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> read(bytes));
  }

  private static void read(byte[] bytes) {
    try {
      READER.read(ModelInferRequest.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      // The server answers it with INVALID_ARGUMENT before anything of ours sees a message.
      return;
    }
  }
}
