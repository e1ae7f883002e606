package org.scissionlite.profile.measure.interval;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.profile.measure.sampling.Sample;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.profile.measure.sampling.Stopwatch;

/** The thread on which a system runs a model: whoever has the input, or a worker that waits. */
public interface RunThread extends AutoCloseable {
  /** Runs an action there; handing it over, there and back, is part of its time. */
  Sample time(Runnable action);

  @Override
  void close();

  /** The calling thread, as on a device. */
  static RunThread calling(Sampler sampler) {
    return new RunThread() {
      @Override
      public Sample time(Runnable action) {
        return sampler.time(action);
      }

      @Override
      public void close() {
        // there is nothing to end
      }
    };
  }

  /** A thread that sleeps until it is given something to do, as an edge server has them. */
  static RunThread worker(Sampler sampler, Stopwatch stopwatch) {
    return new Worker(sampler, stopwatch);
  }

  /** One worker and its queue. */
  final class Worker implements RunThread {
    private final Sampler sampler;
    private final Stopwatch stopwatch;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Worker::daemon);

    private Worker(Sampler sampler, Stopwatch stopwatch) {
      this.sampler = sampler;
      this.stopwatch = stopwatch;
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
        long nanos = Math.max(inside.nanos(), stopwatch.nanos() - begin);
        return new Sample(nanos, inside.waitedNanos());
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
