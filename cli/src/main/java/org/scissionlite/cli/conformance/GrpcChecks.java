package org.scissionlite.cli.conformance;

import static org.scissionlite.cli.conformance.Checks.holds;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataRequest;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;
import org.scissionlite.protocol.ModelReadyRequest;
import org.scissionlite.protocol.ServerLiveRequest;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerMetadataResponse;
import org.scissionlite.protocol.ServerReadyRequest;

/** The protocol's six calls over gRPC, with what is right and what must be refused. */
final class GrpcChecks {
  private static final String FACE = "gRPC";
  private static final String NOBODY = "no-such-thing";
  private static final int SECONDS = 20;

  /** The standard names no codes; these are what a refusal of the caller's mistake may be. */
  private static final Set<Status.Code> REFUSALS =
      EnumSet.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.NOT_FOUND,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.OUT_OF_RANGE,
          Status.Code.UNIMPLEMENTED);

  private final Checks checks;
  private final Channel channel;

  GrpcChecks(Checks checks, Channel channel) {
    this.checks = checks;
    this.channel = channel;
  }

  private GRPCInferenceServiceBlockingStub calls() {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
        .withMaxInboundMessageSize(Integer.MAX_VALUE);
  }

  /** A model as the server describes it. */
  ModelMetadataResponse describe(String model) {
    return calls().modelMetadata(ModelMetadataRequest.newBuilder().setName(model).build());
  }

  private void check(String what, Callable<String> trial) {
    checks.check(FACE, what, trial);
  }

  private void refused(String what, Callable<?> trial) {
    check(
        what,
        () -> {
          try {
            Object answer = trial.call();
            return "answered: " + answer.getClass().getSimpleName();
          } catch (StatusRuntimeException e) {
            Status status = e.getStatus();
            String problem = "refused as " + status.getCode() + ": " + status.getDescription();
            boolean tells = status.getDescription() != null && !status.getDescription().isBlank();
            return holds(REFUSALS.contains(status.getCode()) && tells, problem);
          }
        });
  }

  void server() {
    check(
        "ServerLive",
        () ->
            holds(
                calls().serverLive(ServerLiveRequest.getDefaultInstance()).getLive(), "not live"));
    check(
        "ServerReady",
        () ->
            holds(
                calls().serverReady(ServerReadyRequest.getDefaultInstance()).getReady(),
                "not ready"));
    check(
        "ServerMetadata",
        () -> {
          ServerMetadataResponse server =
              calls().serverMetadata(ServerMetadataRequest.getDefaultInstance());
          boolean named = !server.getName().isEmpty() && !server.getVersion().isEmpty();
          return holds(named, "no name or no version");
        });
    refused("ModelMetadata of an unknown model", () -> describe(NOBODY));
    check("ModelReady of an unknown model", () -> holds(!isReady(NOBODY, ""), "ready"));
    refused(
        "ModelInfer of an unknown model",
        () -> calls().modelInfer(ModelInferRequest.newBuilder().setModelName(NOBODY).build()));
  }

  /** Some servers say no, others refuse. */
  private boolean isReady(String model, String version) {
    try {
      return calls()
          .modelReady(ModelReadyRequest.newBuilder().setName(model).setVersion(version).build())
          .getReady();
    } catch (StatusRuntimeException e) {
      if (REFUSALS.contains(e.getStatus().getCode())) {
        return false;
      }
      throw e;
    }
  }

  void model(Sample sample) {
    ModelMetadataResponse model = sample.model();
    String name = model.getName();
    check("ModelMetadata", () -> describedWell(model));
    check("ModelReady", () -> holds(isReady(name, ""), "not ready"));
    for (String version : model.getVersionsList()) {
      check("ModelReady of a version", () -> holds(isReady(name, version), "not ready"));
      check(
          "ModelInfer of a version", () -> answered(sample, sample.raw().setModelVersion(version)));
    }
    check("ModelReady of an unknown version", () -> holds(!isReady(name, "987654"), "ready"));
    refused(
        "ModelMetadata of an unknown version",
        () ->
            calls()
                .modelMetadata(
                    ModelMetadataRequest.newBuilder().setName(name).setVersion("987654").build()));
    check("ModelInfer, raw contents", () -> answered(sample, sample.raw()));
    if (sample.hasElements()) {
      check("ModelInfer, typed contents", () -> answered(sample, sample.typed()));
      check("ModelInfer, raw and typed contents agree", () -> agree(sample));
    }
    check("ModelInfer, one output asked for", () -> oneOutput(sample));
    if (sample.hasTexts()) {
      texts(sample.withTexts());
    }
    mistakes(sample);
    types(sample);
  }

  private static String describedWell(ModelMetadataResponse model) {
    boolean complete =
        !model.getPlatform().isEmpty() && model.getInputsCount() > 0 && model.getOutputsCount() > 0;
    boolean typed =
        model.getInputsList().stream()
            .allMatch(input -> Sample.TYPES.containsKey(input.getDatatype()));
    return holds(complete && typed, "no platform, inputs or outputs, or a datatype that is none");
  }

  private String answered(Sample sample, ModelInferRequest.Builder request) {
    ModelInferResponse response = calls().modelInfer(request.build());
    if (!response.getId().equals(request.getId())) {
      return "the id is '" + response.getId() + "'";
    }
    if (!response.getModelName().equals(request.getModelName())) {
      return "the model's name is '" + response.getModelName() + "'";
    }
    int wanted =
        request.getOutputsCount() == 0
            ? sample.model().getOutputsCount()
            : request.getOutputsCount();
    boolean whole =
        response.getRawOutputContentsCount() == wanted
            || response.getOutputsList().stream().allMatch(output -> output.hasContents());
    return holds(
        response.getOutputsCount() == wanted && whole && TextOutputs.areWhole(response),
        "outputs or contents are missing");
  }

  private void texts(Sample sample) {
    check("ModelInfer, texts as raw contents", () -> answered(sample, sample.raw()));
    check("ModelInfer, texts as typed contents", () -> answered(sample, sample.typed()));
    check("ModelInfer, raw and typed texts agree", () -> agree(sample));
    int place = sample.model().getInputsList().indexOf(first(sample));
    mistake("a text longer than what follows", length(sample, place, 127));
    mistake("a text of a negative length", length(sample, place, -1));
    mistake("a text that is cut off", length(sample, place, 0));
  }

  private static TensorMetadata first(Sample sample) {
    return sample.model().getInputsList().stream()
        .filter(Sample::isOfTexts)
        .findFirst()
        .orElseThrow();
  }

  /** The first text claims another length than it has. */
  private static ModelInferRequest.Builder length(Sample sample, int place, int claimed) {
    ModelInferRequest.Builder request = sample.raw();
    byte high = (byte) (claimed >> 8);
    ByteString length = ByteString.copyFrom(new byte[] {(byte) claimed, high, high, high});
    ByteString raw = request.getRawInputContents(place);
    return request.setRawInputContents(place, length.concat(raw.substring(length.size())));
  }

  private String agree(Sample sample) {
    ModelInferResponse raw = calls().modelInfer(sample.raw().build());
    ModelInferResponse typed = calls().modelInfer(sample.typed().build());
    boolean same =
        raw.getRawOutputContentsList().equals(typed.getRawOutputContentsList())
            && raw.getOutputsList().equals(typed.getOutputsList());
    return holds(same, "the outputs differ");
  }

  private String oneOutput(Sample sample) {
    ModelInferRequest.Builder request = sample.raw();
    request.addOutputsBuilder().setName(sample.model().getOutputs(0).getName());
    return answered(sample, request);
  }

  private void mistakes(Sample sample) {
    int bytes = Sample.bytes(sample.first());
    mistake("raw contents too short", raw(sample, bytes - 1));
    mistake("raw contents too long", raw(sample, bytes + 1));
    mistake("raw contents beyond the inputs", sample.raw().addRawInputContents(ByteString.EMPTY));
    mistake("an input missing", sample.raw().removeInputs(0));
    mistake("no contents", sample.declared());
    ModelInferRequest.Builder named = sample.raw();
    named.getInputsBuilder(0).setName(NOBODY);
    mistake("an unknown input", named);
    ModelInferRequest.Builder output = sample.raw();
    output.addOutputsBuilder().setName(NOBODY);
    mistake("an unknown output", output);
    ModelInferRequest.Builder negative = sample.raw();
    negative.getInputsBuilder(0).clearShape().addShape(-1);
    mistake("a shape with a negative size", negative);
    ModelInferRequest.Builder huge = sample.raw();
    huge.getInputsBuilder(0).clearShape().addShape(Long.MAX_VALUE).addShape(Long.MAX_VALUE);
    mistake("a shape that overflows", huge);
    if (sample.hasElements()) {
      ModelInferRequest.Builder both = sample.typed();
      both.addRawInputContents(ByteString.copyFrom(new byte[bytes]));
      mistake("raw and typed contents together", both);
    }
  }

  private static ModelInferRequest.Builder raw(Sample sample, int bytes) {
    return sample.raw().setRawInputContents(0, ByteString.copyFrom(new byte[bytes]));
  }

  private void mistake(String what, ModelInferRequest.Builder request) {
    refused("ModelInfer, " + what, () -> calls().modelInfer(request.build()));
  }

  /** A model takes one datatype. */
  private void types(Sample sample) {
    for (String type : Sample.TYPES.keySet()) {
      if (!type.equals(sample.first().getDatatype())) {
        ModelInferRequest.Builder other = sample.raw();
        other.getInputsBuilder(0).setDatatype(type);
        int bytes = Sample.elements(sample.first()) * Sample.TYPES.get(type);
        other.setRawInputContents(0, ByteString.copyFrom(new byte[bytes]));
        mistake(type + " in place of " + sample.first().getDatatype(), other);
      }
    }
    ModelInferRequest.Builder none = sample.raw();
    none.getInputsBuilder(0).setDatatype("FP7");
    mistake("a datatype that is none", none);
  }
}
