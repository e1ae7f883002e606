package org.scissionlite.offload.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.scissionlite.offload.export.ModelConfigs.Config;
import org.scissionlite.offload.wire.TensorMessages;
import org.scissionlite.protocol.GRPCInferenceServiceGrpc;
import org.scissionlite.protocol.ModelInferRequest;
import org.scissionlite.protocol.ModelInferResponse;
import org.scissionlite.protocol.ModelMetadataRequest;
import org.scissionlite.protocol.ModelMetadataResponse;
import org.scissionlite.protocol.ModelMetadataResponse.TensorMetadata;
import org.scissionlite.protocol.ServerMetadataRequest;
import org.scissionlite.protocol.ServerMetadataResponse;

/**
 * A server that reads a model repository, describes it and answers as Triton does: real sockets,
 * the models in real ONNX Runtime, nothing of our edge. What Triton refuses it refuses in its
 * words.
 */
public final class FakeTriton implements AutoCloseable {
  private static final Metadata.Key<String> ENCODING =
      Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);

  private final Map<String, Model> models = new HashMap<>();
  private final List<ModelInferRequest> requests = new CopyOnWriteArrayList<>();
  private final List<String> encodings = new CopyOnWriteArrayList<>();
  private final boolean tellsItsName;
  private final Server server;

  private FakeTriton(Path repository, InetSocketAddress address, boolean tellsItsName)
      throws IOException, OrtException {
    this.tellsItsName = tellsItsName;
    try (Stream<Path> folders = Files.list(repository)) {
      for (Path folder : folders.toList()) {
        Config config = ModelConfigs.read(folder);
        Path file = folder.resolve("1").resolve(config.text("default_model_filename"));
        models.put(
            config.text("name"),
            new Model(config, OrtEnvironment.getEnvironment().createSession(file.toString())));
      }
    }
    this.server =
        NettyServerBuilder.forAddress(address)
            .addService(ServerInterceptors.intercept(new Service(), new Encodings()))
            .build()
            .start();
  }

  public static FakeTriton serve(Path repository) throws IOException, OrtException {
    return serve(repository, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  public static FakeTriton serve(Path repository, InetSocketAddress address)
      throws IOException, OrtException {
    return new FakeTriton(repository, address, true);
  }

  /** A server that knows what answers need, and nothing else of the protocol. */
  static FakeTriton withoutName(Path repository) throws IOException, OrtException {
    return new FakeTriton(
        repository, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false);
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getListenSockets().get(0);
  }

  /** The requests for answers that came so far. */
  public List<ModelInferRequest> requests() {
    return List.copyOf(requests);
  }

  /** How each of them was compressed. */
  public List<String> encodings() {
    return List.copyOf(encodings);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** A model with its configuration. */
  private record Model(Config config, OrtSession session) {
    private boolean batches() {
      return (Integer) config.get("max_batch_size") > 0;
    }

    List<Long> shape(Config tensor) {
      List<Long> shape = new ArrayList<>(tensor.dims());
      if (batches()) {
        shape.add(0, -1L);
      }
      return shape;
    }

    Config input(String name) {
      return config.each("input").stream()
          .filter(each -> each.text("name").equals(name))
          .findFirst()
          .orElseThrow(() -> refused("unexpected inference input '%s'".formatted(name)));
    }
  }

  private static RuntimeException refused(String why) {
    return Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException();
  }

  private final class Encodings implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      if (call.getMethodDescriptor().getBareMethodName().equals("ModelInfer")) {
        encodings.add(headers.containsKey(ENCODING) ? headers.get(ENCODING) : "identity");
      }
      return next.startCall(call, headers);
    }
  }

  private final class Service extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {
    @Override
    public void serverMetadata(
        ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> answer) {
      if (!tellsItsName) {
        super.serverMetadata(request, answer);
        return;
      }
      answer.onNext(
          ServerMetadataResponse.newBuilder()
              .setName("triton")
              .setVersion("2.50.0")
              .addAllExtensions(
                  List.of("classification", "sequence", "model_repository", "statistics"))
              .build());
      answer.onCompleted();
    }

    @Override
    public void modelMetadata(
        ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> answer) {
      Model model = models.get(request.getName());
      if (model == null) {
        answer.onError(unknown(request.getName()));
        return;
      }
      ModelMetadataResponse.Builder found =
          ModelMetadataResponse.newBuilder()
              .setName(request.getName())
              .addVersions("1")
              .setPlatform("onnxruntime_onnx");
      model.config().each("input").forEach(each -> found.addInputs(tensor(model, each)));
      model.config().each("output").forEach(each -> found.addOutputs(tensor(model, each)));
      answer.onNext(found.build());
      answer.onCompleted();
    }

    private TensorMetadata tensor(Model model, Config tensor) {
      return TensorMetadata.newBuilder()
          .setName(tensor.text("name"))
          .setDatatype(tensor.text("data_type").replace("TYPE_", ""))
          .addAllShape(model.shape(tensor))
          .build();
    }

    private RuntimeException unknown(String name) {
      return Status.UNAVAILABLE
          .withDescription("Request for unknown model: '%s' is not found".formatted(name))
          .asRuntimeException();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answer) {
      requests.add(request);
      Model model = models.get(request.getModelName());
      if (model == null) {
        answer.onError(unknown(request.getModelName()));
        return;
      }
      try {
        answer.onNext(run(model, request));
        answer.onCompleted();
      } catch (OrtException e) {
        answer.onError(Status.INTERNAL.withDescription("onnx runtime error").asRuntimeException());
      } catch (RuntimeException e) {
        answer.onError(e);
      }
    }

    private ModelInferResponse run(Model model, ModelInferRequest request) throws OrtException {
      if (request.getParametersCount() > 0) {
        throw refused("unexpected request parameter");
      }
      Map<String, OnnxTensor> inputs = new HashMap<>();
      for (int i = 0; i < request.getInputsCount(); i++) {
        var given = request.getInputs(i);
        Config expected = model.input(given.getName());
        if (!expected.text("data_type").equals("TYPE_" + given.getDatatype())) {
          throw refused("inference input data-type is '%s'".formatted(given.getDatatype()));
        }
        if (!TensorMessages.accepts(model.shape(expected), given.getShapeList())) {
          throw refused("unexpected shape for input '%s'".formatted(given.getName()));
        }
        TensorInfo type =
            (TensorInfo) model.session().getInputInfo().get(given.getName()).getInfo();
        inputs.put(
            given.getName(),
            OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(),
                direct(request.getRawInputContents(i)),
                given.getShapeList().stream().mapToLong(Long::longValue).toArray(),
                type.type));
      }
      ModelInferResponse.Builder answer =
          ModelInferResponse.newBuilder()
              .setModelName(request.getModelName())
              .setModelVersion("1")
              .setId(request.getId());
      try (OrtSession.Result result = model.session().run(inputs)) {
        for (Map.Entry<String, OnnxValue> output : result) {
          OnnxTensor tensor = (OnnxTensor) output.getValue();
          var told = answer.addOutputsBuilder().setName(output.getKey()).setDatatype("FP32");
          for (long dim : tensor.getInfo().getShape()) {
            told.addShape(dim);
          }
          answer.addRawOutputContents(ByteString.copyFrom(tensor.getByteBuffer()));
        }
      }
      inputs.values().forEach(OnnxTensor::close);
      return answer.build();
    }

    private ByteBuffer direct(ByteString bytes) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.size()).order(ByteOrder.nativeOrder());
      bytes.copyTo(buffer);
      return buffer.flip();
    }
  }
}
