package org.scissionlite.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.scissionlite.benchmarks.experiment.Quantile;

/**
 * What a run takes by how long idle threads of ONNX Runtime look for work before they sleep, with
 * the machine to itself and with a processor kept busy beside it.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar org.scissionlite.benchmarks.IdleThreads MODEL.onnx
 * </pre>
 *
 * <p>The model has one input of float32 with a known shape. All settings take turns, with a pause
 * of 60 ms before each run.
 */
public final class IdleThreads {
  private static final int ROUNDS = 40;
  private static final long PAUSE_MILLIS = 60;

  /** Microseconds that an idle thread looks for work. */
  private static final List<Integer> MICROS = List.of(0, 5, 10, 20, 50, 200, 2_000);

  private IdleThreads() {}

  /** Prints a line for each setting. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("usage: IdleThreads MODEL.onnx");
      System.exit(2);
    }
    int threads = Runtime.getRuntime().availableProcessors();
    List<OrtSession> sessions = new ArrayList<>();
    for (int micros : MICROS) {
      sessions.add(open(arguments[0], threads, micros));
    }
    try (OnnxTensor picture = noise(sessions.get(0))) {
      List<List<Double>> alone = measured(sessions, picture);
      List<List<Double>> beside = besideABusyThread(() -> measured(sessions, picture));
      System.out.printf("%d threads, %d runs of each%n", threads, ROUNDS - 1);
      System.out.println(
          "looks for work | alone: median, p90 ms | one busy thread: median, p90 ms");
      for (int i = 0; i < MICROS.size(); i++) {
        System.out.printf(
            Locale.ROOT,
            "%d us | %.1f, %.1f | %.1f, %.1f%n",
            MICROS.get(i),
            Quantile.of(alone.get(i), 0.5),
            Quantile.of(alone.get(i), 0.9),
            Quantile.of(beside.get(i), 0.5),
            Quantile.of(beside.get(i), 0.9));
      }
    }
    System.exit(0);
  }

  private static OrtSession open(String model, int threads, int micros) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", micros > 0 ? "1" : "0");
      options.addConfigEntry("session.intra_op.spin_duration_us", Integer.toString(micros));
      options.addConfigEntry("session.force_spinning_stop", "1");
      return OrtEnvironment.getEnvironment().createSession(model, options);
    }
  }

  private static OnnxTensor noise(OrtSession session) throws OrtException {
    TensorInfo info = (TensorInfo) session.getInputInfo().values().iterator().next().getInfo();
    long[] shape = info.getShape();
    int elements = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.max(1, shape[i]);
      elements = Math.multiplyExact(elements, Math.toIntExact(shape[i]));
    }
    FloatBuffer values = FloatBuffer.allocate(elements);
    Random random = new Random(1);
    for (int i = 0; i < elements; i++) {
      values.put(i, (float) random.nextGaussian());
    }
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, shape);
  }

  private interface Measurement {
    List<List<Double>> run() throws OrtException, InterruptedException;
  }

  private static List<List<Double>> besideABusyThread(Measurement measurement)
      throws OrtException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Thread busy =
        new Thread(
            () -> {
              while (!over.get()) {
                Thread.onSpinWait();
              }
            });
    busy.start();
    try {
      return measurement.run();
    } finally {
      over.set(true);
      busy.join();
    }
  }

  /** Milliseconds of each session's runs, the first of which does not count. */
  private static List<List<Double>> measured(List<OrtSession> sessions, OnnxTensor picture)
      throws OrtException, InterruptedException {
    List<List<Double>> millis = new ArrayList<>();
    sessions.forEach(session -> millis.add(new ArrayList<>()));
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < sessions.size(); i++) {
        OrtSession session = sessions.get(i);
        Thread.sleep(PAUSE_MILLIS);
        long begun = System.nanoTime();
        session.run(Map.of(session.getInputNames().iterator().next(), picture)).close();
        if (round > 0) {
          millis.get(i).add((System.nanoTime() - begun) / 1e6);
        }
      }
    }
    return millis;
  }
}
