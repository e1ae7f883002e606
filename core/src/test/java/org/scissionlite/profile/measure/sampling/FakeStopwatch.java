package org.scissionlite.profile.measure.sampling;

/** A stopwatch that a test turns: running takes processor time, waiting does not. */
public final class FakeStopwatch implements Stopwatch {
  private long nanos;
  private long cpuNanos;
  private long throttledNanos;

  public void runs(long forNanos) {
    nanos += forNanos;
    cpuNanos += forNanos;
  }

  public void waits(long forNanos) {
    nanos += forNanos;
  }

  /** Waits because of a quota. */
  public void isThrottled(long forNanos) {
    nanos += forNanos;
    throttledNanos += forNanos;
  }

  @Override
  public long throttledNanos() {
    return throttledNanos;
  }

  @Override
  public void pauseUntil(long until) {
    nanos = Math.max(nanos, until);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public long threadCpuNanos() {
    return cpuNanos;
  }
}
