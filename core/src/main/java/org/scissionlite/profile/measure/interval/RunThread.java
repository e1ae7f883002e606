package org.scissionlite.profile.measure.interval;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.profile.measure.sampling.Sample;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.profile.measure.sampling.Stopwatch;

/** The thread on which a system runs a model; it waits for inputs. */
public interface RunThread extends AutoCloseable {
  /** Runs an action there. */
  Sample time(Runnable action);

  @Override
  void close();

  /**
   * A thread of its own, as a device has one: on another processor than the thread that has decoded
   * the picture, whose caches are not its own. Handing the input over is not part of the time.
   */
  static RunThread ofDevice(Sampler sampler, Stopwatch stopwatch) {
    return new Worker(sampler, stopwatch, false);
  }

  /**
   * A thread that sleeps until it is given something to do, as an edge server has them; handing it
   * over, there and back, is part of the time.
   */
  static RunThread worker(Sampler sampler, Stopwatch stopwatch) {
    return new Worker(sampler, stopwatch, true);
  }

  /** One worker and its queue. */
  final class Worker implements RunThread {
    private final Sampler sampler;
    private final Stopwatch stopwatch;
    private final boolean countsHandOver;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Worker::daemon);

    private Worker(Sampler sampler, Stopwatch stopwatch, boolean countsHandOver) {
      this.sampler = sampler;
      this.stopwatch = stopwatch;
      this.countsHandOver = countsHandOver;
    }

    private static Thread daemon(Runnable work) {
      Thread thread = new Thread(work, "benchmark-worker");
      thread.setDaemon(true);
      return thread;
    }

    /** What the worker waits for inside the action is a disturbance; the hand-over is not. */
    @Override
    public Sample time(Runnable action) {
      long begin = stopwatch.nanos();
      try {
        Sample inside = thread.submit(() -> sampler.time(action)).get();
        long all = countsHandOver ? stopwatch.nanos() - begin : 0;
        return new Sample(Math.max(inside.nanos(), all), inside.waitedNanos());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new ScissionLiteException("a run failed: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ScissionLiteException("interrupted while a model ran", e);
      }
    }

    @Override
    public void close() {
      thread.shutdown();
    }
  }
}
