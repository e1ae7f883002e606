package org.scissionlite.offload.device;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The images on their way, so many at a time. Thread-safe. */
final class InFlight {
  private final int most;
  private final Set<ImageRun> images = new LinkedHashSet<>();
  private boolean closed;

  InFlight(int most) {
    this.most = most;
  }

  /**
   * Waits for a place.
   *
   * @return whether the image has one; not if this is closed
   */
  synchronized boolean enter(ImageRun image) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    while (!closed && images.size() >= most) {
      wait();
    }
    return !closed && images.add(image);
  }

  /** Gives the place of an image to another one. */
  synchronized void leave(ImageRun image) {
    images.remove(image);
    notifyAll();
  }

  /** Lets no further image in, and waits until all have left or the time is over. */
  synchronized void close(Duration patience) throws InterruptedException {
    closed = true;
    notifyAll();
    long end = System.nanoTime() + patience.toNanos();
    for (long left = end - System.nanoTime();
        left > 0 && !images.isEmpty();
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Those on their way. */
  synchronized List<ImageRun> left() {
    return List.copyOf(images);
  }
}
