package org.scissionlite.offload.device.remote;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.List;
import org.scissionlite.fuzz.Fuzzed;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;

/** What a device reads from an edge. */
class ResponseFuzzTest {
  private static final EdgeModel MODEL =
      EdgeModel.of(
          true,
          List.of(
              TensorMetadata.newBuilder()
                  .setName("y")
                  .setDatatype("FP32")
                  .addShape(1)
                  .addShape(-1)
                  .build()));

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void response(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> read(bytes));
  }

  private static void read(byte[] bytes) {
    try {
      ModelInferResponse response = ModelInferResponse.parseFrom(bytes);
      new ResponseReader("here").read(response, MODEL);
      ResponseReader.times(response);
    } catch (InvalidProtocolBufferException e) {
      // The client refuses it before anything of ours sees a message.
      return;
    }
  }

  @FuzzTest(maxDuration = Fuzzed.LONGEST, maxExecutions = Fuzzed.INPUTS)
  void metadata(byte[] bytes) throws IOException {
    Fuzzed.readOrRefuse(() -> model(bytes));
  }

  private static void model(byte[] bytes) {
    try {
      EdgeModel.of(true, ModelMetadataResponse.parseFrom(bytes).getOutputsList());
    } catch (InvalidProtocolBufferException e) {
      return;
    }
  }
}
