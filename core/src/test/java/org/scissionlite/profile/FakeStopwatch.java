package org.scissionlite.profile;

/** A stopwatch that a test turns: running takes processor time, waiting does not. */
final class FakeStopwatch implements Stopwatch {
  private long nanos;
  private long cpuNanos;

  void runs(long forNanos) {
    nanos += forNanos;
    cpuNanos += forNanos;
  }

  void waits(long forNanos) {
    nanos += forNanos;
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
