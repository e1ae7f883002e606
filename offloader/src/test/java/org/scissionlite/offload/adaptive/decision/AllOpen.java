package org.scissionlite.offload.adaptive.decision;

/** Every way is ready. */
record AllOpen() implements WayAccess {
  @Override
  public boolean isReady(Way way) {
    return true;
  }

  @Override
  public boolean canOpen(Way way) {
    return false;
  }

  @Override
  public void open(Way way, Way present) {
    throw new IllegalStateException("all are open");
  }

  @Override
  public void begin(Way way) {
    // It stays open.
  }
}
