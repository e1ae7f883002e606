package org.scissionlite.cli.offload.policy;

import java.util.Optional;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.engine.Engine;
import org.scissionlite.offload.adaptive.AdaptiveRuntime;
import org.scissionlite.offload.adaptive.decision.KnownLink;
import org.scissionlite.offload.device.DeviceOptions;

/**
 * Opens one version of a bundle after the other for a device that adapts: each begins with what the
 * one before it knows of the link. Used by one thread at a time.
 */
public final class AdaptiveVersions {
  private final Engine engine;
  private final DeviceOptions options;
  private final int mostOpen;
  private Optional<AdaptiveRuntime> former = Optional.empty();

  /** No version is open yet. */
  public AdaptiveVersions(Engine engine, DeviceOptions options, int mostOpen) {
    this.engine = engine;
    this.options = options;
    this.mostOpen = mostOpen;
  }

  /** Opens the next version. */
  public Running open(Bundle bundle) {
    KnownLink known = former.map(AdaptiveRuntime::link).orElseGet(KnownLink::none);
    AdaptiveRuntime runtime = AdaptiveRuntime.open(bundle, engine, options, mostOpen, known);
    former = Optional.of(runtime);
    return Running.of(runtime);
  }
}
