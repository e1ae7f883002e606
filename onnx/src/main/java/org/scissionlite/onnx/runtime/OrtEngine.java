package org.scissionlite.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.OnnxBytes;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.onnx.proto.FailureReasons;
import org.scissionlite.onnx.write.OnnxWriter;

/** The inference engine on ONNX Runtime, on the CPU or on a GPU. */
public final class OrtEngine implements Engine {
  /** Whether idle threads of a session keep a processor busy while they wait for work. */
  private static final String SPINNING = "session.intra_op.allow_spinning";

  /**
   * How long they do, in microseconds. To wake one takes about as long, and there are hundreds of
   * operators in a run; much longer they would take the processor from whatever else runs.
   */
  private static final String SPIN_MICROS = "session.intra_op.spin_duration_us";

  private static final String FEW_MICROS = "5";

  /** Whether they sleep as soon as a run is over. */
  private static final String SLEEP_BETWEEN_RUNS = "session.force_spinning_stop";

  /** Where a model that lies in memory has its weight files. */
  private static final String WEIGHT_FOLDER =
      "session.model_external_initializers_file_folder_path";

  private final OrtEnvironment environment = OrtEnvironments.shared();
  private final Provider provider;

  /** On the CPU. */
  public OrtEngine() {
    this(Provider.CPU);
  }

  /**
   * On a provider.
   *
   * @throws UsageException if this build has it not
   * @throws ScissionLiteException if this machine has it not
   */
  public OrtEngine(Provider provider) {
    provider.require();
    this.provider = provider;
  }

  @Override
  public String description() {
    return "ONNX Runtime %s, %s".formatted(environment.getVersion(), provider);
  }

  @Override
  public Session open(ModelGraph graph, int threads) {
    SharedWeights weights = new SharedWeights();
    byte[] model = OnnxWriter.toProto(graph, weights).toByteArray();
    return open(
        graph.name(),
        threads,
        options -> OrtModelSession.of(graph.name(), weights.open(model, options), weights));
  }

  @Override
  public Session open(Path onnxFile, int threads) {
    if (!Files.isRegularFile(onnxFile)) {
      throw new ScissionLiteException("there is no model file '%s'".formatted(onnxFile));
    }
    String name = onnxFile.getFileName().toString();
    return open(
        name,
        threads,
        options -> {
          OrtSession session = environment.createSession(onnxFile.toString(), options);
          return OrtModelSession.of(name, session, new SharedWeights());
        });
  }

  @Override
  public Session open(OnnxBytes model, int threads) {
    return open(
        model.name(),
        threads,
        options -> {
          options.addConfigEntry(WEIGHT_FOLDER, model.weightFolder().toString());
          return OrtModelSession.of(
              model.name(), sessionOf(model.bytes(), options), new SharedWeights());
        });
  }

  private OrtSession sessionOf(ByteBuffer model, SessionOptions options) throws OrtException {
    if (model.isDirect()) {
      return environment.createSession(model, options);
    }
    byte[] bytes = new byte[model.remaining()];
    model.get(bytes);
    return environment.createSession(bytes, options);
  }

  private interface Opening {
    Session open(SessionOptions options) throws OrtException;
  }

  private Session open(String model, int threads, Opening opening) {
    if (threads < 1) {
      throw new UsageException("expected at least 1 thread, got %d".formatted(threads));
    }
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry(SPINNING, threads > 1 ? "1" : "0");
      options.addConfigEntry(SPIN_MICROS, FEW_MICROS);
      options.addConfigEntry(SLEEP_BETWEEN_RUNS, "1");
      provider.addTo(options);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return opening.open(options);
    } catch (OrtException e) {
      throw new ScissionLiteException(
          "ONNX Runtime cannot open model '%s': %s".formatted(model, FailureReasons.reason(e)), e);
    }
  }
}
