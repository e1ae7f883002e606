package org.scissionlite.offload.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.SmallModel;
import org.scissionlite.offload.WatchedEngine;

class BundleRegistryTest {
  private static final String MODEL = "small.input.none";
  private static final int SCENARIOS = 4;

  @TempDir private Path folder;
  private final WatchedEngine engine = new WatchedEngine();
  private BundleRegistry registry = registry(Budget.usual());

  private BundleRegistry registry(Budget budget) {
    return new BundleRegistry(engine, new SessionOptions(1, 1), budget, Integer.MAX_VALUE);
  }

  @AfterEach
  void closeAll() {
    registry.close();
    assertThat(engine.openSessions()).isZero();
  }

  private Bundle bundle(int seed) {
    return new SmallModel(seed).bundle(folder.resolve("bundle" + seed));
  }

  private Bundle load(int seed) {
    Bundle bundle = bundle(seed);
    registry.load("bundle" + seed, bundle);
    return bundle;
  }

  private static String id(Bundle bundle) {
    return bundle.manifest().id();
  }

  private String versionFor(String version, String bundle) {
    try (Lease lease = registry.lease(MODEL, version, bundle)) {
      assertThat(lease.metadata().getVersionsList()).isNotEmpty();
      return lease.model().metadata().getPropertiesOrThrow("scissionlite_bundle");
    }
  }

  @Test
  void requestThatNamesItsBundle_meetsNoOther() {
    Bundle first = load(1);
    Bundle second = load(2);

    assertThat(versionFor("", id(first))).isEqualTo(id(first));
    assertThat(versionFor("", id(second))).isEqualTo(id(second));
    assertThat(versionFor(id(first), "")).isEqualTo(id(first));
    assertThat(versionFor(id(second), id(second))).isEqualTo(id(second));
    assertThatThrownBy(() -> registry.lease(MODEL, id(first), id(second)))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("FAILED_PRECONDITION");
    assertThatThrownBy(() -> registry.lease(MODEL, "1", ""))
        .hasMessageStartingWith("NOT_FOUND: model '" + MODEL + "' has the versions [")
        .hasMessageContaining(id(first));
  }

  @Test
  void requestWithoutBundle_meetsTheNewestWhateverWasLoadedLast() {
    Bundle older = bundle(1);
    Bundle newer = bundle(2);
    assertThat(older.manifest().time()).isBefore(newer.manifest().time());
    registry.load("newer", newer);
    registry.load("older", older);

    assertThat(versionFor("", "")).isEqualTo(id(newer));

    registry.unload(id(newer));
    assertThat(versionFor("", "")).isEqualTo(id(older));
  }

  @Test
  void bundleThatIsUnloaded_isClosedWithItsLastLease() {
    Bundle bundle = load(1);
    Lease one = registry.lease(MODEL, "", "");
    Lease two = registry.lease(MODEL, "", "");

    registry.unload(id(bundle));

    assertThatThrownBy(() -> registry.lease(MODEL, "", id(bundle)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refusal -> assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
    one.close();
    one.close();
    assertThat(engine.openSessions()).isEqualTo(SCENARIOS);
    two.close();
    assertThat(engine.openSessions()).isZero();
  }

  @Test
  void sameBundleTwice_isLoadedOnce() {
    load(1);
    registry.load("copy", bundle(1));

    assertThat(engine.openSessions()).isEqualTo(SCENARIOS);
  }

  @Test
  void bundleBeyondTheSessions_isRefusedUntilOneIsUnloaded() {
    registry = registry(Budget.usual().withSessions(SCENARIOS + 1));
    Bundle first = load(1);

    assertThatThrownBy(() -> load(2))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage(
            "bundle 'bundle2' needs 4 sessions, 4 of 5 are taken; unload a bundle or start the edge with --max-sessions 8");

    Lease held = registry.lease(MODEL, "", "");
    registry.unload(id(first));
    assertThatThrownBy(() -> load(2)).hasMessageContaining("4 of 5 are taken");
    held.close();
    load(2);
  }

  @Test
  void bundleBeyondTheMemory_isRefused() {
    registry = registry(Budget.usual().withBytes(1_000));

    assertThatThrownBy(() -> load(1))
        .hasMessageMatching(
            "bundle 'bundle1' needs \\d+\\.\\d MB of weights, 0.0 MB of 0.0 MB are taken; .*--max-memory");
  }

  @Test
  void bundleThatCannotBeOpened_leavesItsRoomToOthers() {
    registry = registry(Budget.usual().withSessions(SCENARIOS));
    engine.beforeOpening(
        model -> {
          throw new OutOfMemoryError("test");
        });
    assertThatThrownBy(() -> load(1)).isInstanceOf(OutOfMemoryError.class);
    engine.beforeOpening(model -> {});

    load(2);

    assertThat(registry.names()).contains(MODEL);
  }

  @Test
  void bundleWhoseRequestsAreTooLarge_isRefused() {
    registry = new BundleRegistry(engine, new SessionOptions(1, 1), Budget.usual(), 3_000);

    assertThatThrownBy(() -> load(1)).hasMessageContaining("start it with a larger --max-request");
    assertThat(registry.names()).isEmpty();
  }
}
