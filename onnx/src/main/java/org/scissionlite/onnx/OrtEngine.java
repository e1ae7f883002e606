package org.scissionlite.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.engine.Engine;
import org.scissionlite.engine.Session;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.ModelGraph;

/** The inference engine on ONNX Runtime, on the CPU. */
public final class OrtEngine implements Engine {
  private final OrtEnvironment environment =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "scissionlite");

  @Override
  public String description() {
    return "ONNX Runtime %s, CPU".formatted(environment.getVersion());
  }

  @Override
  public Session open(ModelGraph graph, int threads) {
    byte[] model = OnnxWriter.toBytes(graph);
    return open(graph.name(), threads, options -> environment.createSession(model, options));
  }

  @Override
  public Session open(Path onnxFile, int threads) {
    if (!Files.isRegularFile(onnxFile)) {
      throw new ScissionLiteException("there is no model file '%s'".formatted(onnxFile));
    }
    return open(
        onnxFile.getFileName().toString(),
        threads,
        options -> environment.createSession(onnxFile.toString(), options));
  }

  private interface Opening {
    OrtSession open(SessionOptions options) throws OrtException;
  }

  private Session open(String model, int threads, Opening opening) {
    if (threads < 1) {
      throw new ScissionLiteException("expected at least 1 thread, got %d".formatted(threads));
    }
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return OrtModelSession.of(model, environment, opening.open(options));
    } catch (OrtException e) {
      throw new ScissionLiteException(
          "ONNX Runtime cannot open model '%s': %s".formatted(model, Failures.reason(e)), e);
    }
  }
}
