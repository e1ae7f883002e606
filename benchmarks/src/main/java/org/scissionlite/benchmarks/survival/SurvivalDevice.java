package org.scissionlite.benchmarks.survival;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.DeviceOptions;
import org.scissionlite.offload.device.DeviceRuntime;

/** The device of the law: has an image at each interval, until all have an answer. */
final class SurvivalDevice {
  private static final int IN_FLIGHT = 16;

  private SurvivalDevice() {}

  /** Takes the bundle, host and port of the edge, the log, images, interval and deadline. */
  public static void main(String[] arguments) throws Exception {
    SurvivalModel model = SurvivalModel.open(Path.of(arguments[0]));
    InetSocketAddress edge =
        InetSocketAddress.createUnresolved(arguments[1], Integer.parseInt(arguments[2]));
    Path log = Path.of(arguments[3]);
    int images = Integer.parseInt(arguments[4]);
    long intervalNanos = Duration.ofMillis(Long.parseLong(arguments[5])).toNanos();
    DeviceOptions options =
        DeviceOptions.sendingTo(edge)
            .withThreads(1)
            .withInFlight(IN_FLIGHT)
            .withDeadline(Duration.ofMillis(Long.parseLong(arguments[6])))
            .withChanges(change -> System.err.println("device: " + change));
    List<Map<String, Tensor>> pictures = model.pictures();
    try (AnswerLog answers = AnswerLog.open(log);
        DeviceRuntime runtime = DeviceRuntime.open(model.bundle(), model.engine(), options)) {
      System.out.println("ready");
      List<CompletableFuture<?>> written = new ArrayList<>();
      long due = System.nanoTime();
      for (int image : AnswerLog.missing(AnswerLog.read(log), images)) {
        await(due);
        CompletableFuture<Answer> answer =
            runtime.submit(pictures.get(image % pictures.size()), due);
        written.add(answer.handle((found, failure) -> write(answers, image, found, failure)));
        due += intervalNanos;
      }
      CompletableFuture.allOf(written.toArray(CompletableFuture[]::new)).join();
    }
    System.exit(0);
  }

  private static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static boolean write(AnswerLog answers, int image, Answer found, Throwable failure) {
    if (failure == null) {
      answers.answered(image, found);
    } else {
      System.err.println("device: image %d: %s".formatted(image, failure));
      answers.failed(image);
    }
    return true;
  }
}
