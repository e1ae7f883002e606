package org.scissionlite.optimise.measure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.engine.Session;
import org.scissionlite.model.Tensor;
import org.scissionlite.optimise.LayerCosts.Halves;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Timing;
import org.scissionlite.training.search.trial.RunningLayers;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * The times of transfer layers on this machine, scaled to the system of a profile: by the ratio of
 * the whole model's time there and here, with as many threads.
 */
final class TimesHere {
  private static final int WARM_UP = 3;

  /** The codec's code is compiled while it runs: its first runs take several times as long. */
  private static final long WARM_UP_NANOS = 100_000_000;

  private static final int RUNS = 30;

  /**
   * A run is disturbed by whatever else the machine does, and only ever takes longer for it: the
   * quickest runs tell what the work takes. A search that goes on for minutes has other company
   * when the whole model is timed than when a layer is.
   */
  private static final int QUICKEST = 10;

  private final Subject subject;
  private final Map<Integer, Long> wholeModel = new HashMap<>();

  TimesHere(Subject subject) {
    this.subject = subject;
  }

  /**
   * The times of both halves, of all layers one after the other.
   *
   * @param crossing what crosses the cut for an image, by the tensors' names
   */
  Halves on(Profile profile, List<FittedTransferLayer> layers, Map<String, Tensor> crossing) {
    int threads = Math.max(1, profile.provenance().threads());
    double scale = wholeNanos(profile) / (double) wholeModel.computeIfAbsent(threads, this::whole);
    try (RunningLayers running = RunningLayers.open(subject.engine(), threads, layers)) {
      List<ByteBuffer> payloads = running.send(crossing);
      Timing send = timing(() -> running.send(crossing));
      Timing receive = timing(() -> running.receive(payloads));
      return new Halves(send.times(scale), receive.times(scale));
    }
  }

  private static long wholeNanos(Profile profile) {
    long whole = profile.wholeModel().medianNanos();
    return whole > 0 ? whole : profile.sumOfBlocksNanos();
  }

  private long whole(int threads) {
    Map<String, Tensor> input = subject.input(subject.images().tuning().input(0));
    try (Session session = subject.engine().open(subject.graph(), threads)) {
      return Math.max(1, timing(() -> session.run(input)).medianNanos());
    }
  }

  private static Timing timing(Runnable action) {
    long begun = System.nanoTime();
    for (int run = 0; run < WARM_UP || System.nanoTime() - begun < WARM_UP_NANOS; run++) {
      action.run();
    }
    List<Long> nanos = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      action.run();
      nanos.add(System.nanoTime() - start);
    }
    return Timing.of(nanos.stream().sorted().limit(QUICKEST).toList());
  }
}
