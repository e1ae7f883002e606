package org.scissionlite.offload;

import java.util.concurrent.locks.LockSupport;

/**
 * How long this process stood still, as all processes of a stopped machine do. A test takes it off
 * the time that it holds against a bound: a bound on time says something of the code alone, not of
 * the machine.
 */
public final class Standstill implements AutoCloseable {
  private static final long STEP_NANOS = 2_000_000;
  private static final long USUAL_NANOS = 50_000_000;

  private final Thread watcher = new Thread(this::watch, "standstill");
  private long lastSeen = System.nanoTime();
  private long stood;
  private boolean isClosed;

  private Standstill() {
    watcher.setDaemon(true);
  }

  /** Watches from now on. */
  public static Standstill watched() {
    Standstill standstill = new Standstill();
    standstill.watcher.start();
    return standstill;
  }

  /** Nanoseconds that passed since the beginning without this process; 0 where it always ran. */
  public synchronized long nanos() {
    look();
    return stood;
  }

  private void watch() {
    while (looked()) {
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private synchronized boolean looked() {
    look();
    return !isClosed;
  }

  private void look() {
    long now = System.nanoTime();
    long gap = now - lastSeen;
    lastSeen = now;
    if (gap > USUAL_NANOS) {
      stood += gap;
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
  }
}
