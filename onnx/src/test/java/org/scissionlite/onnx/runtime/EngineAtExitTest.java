package org.scissionlite.onnx.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;

/** A program that is told to end still finishes what it has begun. */
class EngineAtExitTest {
  private static final String DONE = "answered at the end";

  @TempDir private Path folder;

  /** Ends at once, and runs a session for the first time when that is well under way. */
  static final class EndingProgram {
    private EndingProgram() {}

    public static void main(String[] arguments) {
      Session session = new OrtEngine().open(graph(), 1);
      Tensor image = Tensor.zeros(session.inputs().get(0).type());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    sleep();
                    session.run(Map.of("image", image));
                    new OrtEngine().open(graph(), 1).run(Map.of("image", image));
                    System.out.println(DONE);
                  }));
      System.exit(7);
    }

    private static void sleep() {
      try {
        TimeUnit.MILLISECONDS.sleep(300);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static ModelGraph graph() {
      TensorType image = new TensorType(ElementType.FLOAT32, Shape.of(1, 8, 16, 16));
      return new ModelGraph(
          "conv",
          Map.of("", 17),
          List.of(new TensorSpec("image", image)),
          List.of(new TensorSpec("out", image)),
          List.of(
              Node.of(
                  "out",
                  "Conv",
                  List.of("image", "weights"),
                  Map.of(
                      "kernel_shape", Attribute.ints(3, 3), "pads", Attribute.ints(1, 1, 1, 1)))),
          Map.of(
              "weights", Tensor.zeros(new TensorType(ElementType.FLOAT32, Shape.of(8, 8, 3, 3)))),
          Map.of());
    }
  }

  @Test
  void sessionsRun_whileTheProgramIsBeingEnded() throws Exception {
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                EndingProgram.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(Telemetry.OFF, "1");
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readAllLines(log)).containsExactly(DONE);
    assertThat(process.exitValue()).isEqualTo(7);
  }
}
