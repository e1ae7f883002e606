package org.scissionlite.benchmarks.survival;

import java.util.function.Function;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.offload.device.DeviceRuntime;
import org.scissionlite.offload.distribution.Runner;

/**
 * A runtime and the version that it runs.
 *
 * @param bundle in the device's cache
 */
record FollowingDevice(Bundle bundle, DeviceRuntime runtime) implements AutoCloseable {
  @Override
  public void close() {
    runtime.close();
  }

  /** Opens a runtime for each version. */
  record Opening(Function<Bundle, DeviceRuntime> opening) implements Runner<FollowingDevice> {
    @Override
    public FollowingDevice open(Bundle bundle) {
      return new FollowingDevice(bundle, opening.apply(bundle));
    }

    @Override
    public boolean meetsOtherBundle(FollowingDevice running) {
      return running.runtime().meetsOtherBundle();
    }
  }
}
