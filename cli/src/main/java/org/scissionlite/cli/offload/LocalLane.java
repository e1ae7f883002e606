package org.scissionlite.cli.offload;

import java.util.Optional;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.offload.device.Answer;
import org.scissionlite.offload.device.LocalRuntime;
import org.scissionlite.offload.device.ServedBy;
import org.scissionlite.offload.stream.FrameRunner;
import org.scissionlite.offload.stream.SerialRunner;
import org.scissionlite.offload.stream.WhenBehind;

/**
 * The whole model on the device, for pictures that the line cannot take.
 *
 * @param runner none where the policy needs none
 */
record LocalLane(Closer closer, Optional<FrameRunner> runner) implements AutoCloseable {
  private static final ServedBy BEHIND =
      new ServedBy.Device(ServedBy.With.WHOLE_MODEL, "the line was behind");

  /**
   * Opens the whole model, if the policy needs it.
   *
   * @throws org.scissionlite.error.UsageException if the bundle does not hold it
   */
  static LocalLane open(WhenBehind policy, Bundle bundle, Engine engine, int threads) {
    if (policy != WhenBehind.LOCAL) {
      return new LocalLane(new Closer(), Optional.empty());
    }
    return Closer.build(
        closer -> {
          LocalRuntime runtime = closer.own(LocalRuntime.open(bundle, engine, threads));
          FrameRunner runner =
              closer.own(
                  new SerialRunner(
                      inputs -> {
                        Answer answer = runtime.infer(inputs);
                        return new Answer(
                            answer.outputs(),
                            answer.latency(),
                            answer.traffic(),
                            BEHIND,
                            answer.scenario());
                      }));
          return new LocalLane(closer, Optional.of(runner));
        });
  }

  @Override
  public void close() {
    closer.close();
  }
}
