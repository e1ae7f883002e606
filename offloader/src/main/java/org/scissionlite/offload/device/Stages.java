package org.scissionlite.offload.device;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.model.Tensor;
import org.scissionlite.offload.device.local.LocalAnswers;
import org.scissionlite.offload.device.local.LocalModels;
import org.scissionlite.offload.device.remote.Edges;
import org.scissionlite.offload.device.remote.RequestWriter;
import org.scissionlite.offload.device.remote.WireRequest;
import org.scissionlite.offload.device.timing.RunningTime;

/**
 * What an image passes through.
 *
 * @param scenario whose slices run
 * @param head the device slice
 * @param headThread the one thread that runs it
 * @param headTime how long it takes
 * @param writer of requests
 * @param edges that are asked
 * @param models in place of the edge
 * @param local the thread that runs them
 * @param timer for what takes no time
 * @param deadline of an image
 */
record Stages(
    SplitScenario scenario,
    DeviceSliceRun head,
    Executor headThread,
    RunningTime headTime,
    RequestWriter writer,
    Edges edges,
    LocalModels models,
    LocalAnswers local,
    ScheduledExecutorService timer,
    Duration deadline) {

  /** Runs the device slice on zeros: the first run of a session is slower than all others. */
  void warmUp() {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    head.inputs().forEach(spec -> zeros.put(spec.name(), Tensor.zeros(spec.type())));
    head.run(zeros, 0);
    var unused = request(zeros, 0, new Timeline(System.nanoTime()));
  }

  /** A step as an answer tells it: nothing where the scenario has no dial. */
  OptionalInt told(int step) {
    return head.hasDial() ? OptionalInt.of(step) : OptionalInt.empty();
  }

  /** Runs the device slice and keeps what it gives, most of it as a message; on its thread. */
  HeadResult request(Map<String, Tensor> inputs, int step, Timeline times) {
    times.begin();
    long begun = System.nanoTime();
    Map<String, Tensor> ends = head.run(inputs, step);
    long ended = System.nanoTime();
    headTime.took(ended - begun);
    times.head(ended - begun);
    WireRequest request = writer.write(ends, edges.haveCodecs());
    HeadResult result = HeadResult.of(request, scenario, ends);
    times.encoding(System.nanoTime() - ended);
    return result;
  }
}
