package org.scissionlite.offload.edge.registry;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;

/**
 * The bundles that an edge has loaded, by their ids, under one budget. Bundles come and go while it
 * serves: a request holds its bundle from the moment it arrives, and one that is unloaded is closed
 * when the last request that holds it has been answered.
 *
 * <p>Several bundles may serve models of one name: a request that names its bundle, or a version
 * (the bundle's id), gets that one or a refusal; any other gets the newest, and of two of the same
 * age the one that was loaded later.
 */
public final class BundleRegistry implements AutoCloseable {
  private static final Comparator<LoadedBundle> NEWEST_FIRST =
      Comparator.comparing((LoadedBundle bundle) -> bundle.manifest().time()).reversed();

  private final Engine engine;
  private final SessionOptions options;
  private final Budget budget;
  private final long maxInputBytes;
  private final Object loading = new Object();
  private volatile List<LoadedBundle> offered = List.of();
  private Budget.Cost taken = Budget.Cost.NOTHING;
  private boolean closed;

  /**
   * Nothing is loaded yet.
   *
   * @param maxInputBytes what all tensors of a request may take at most
   */
  public BundleRegistry(Engine engine, SessionOptions options, Budget budget, long maxInputBytes) {
    this.engine = engine;
    this.options = options;
    this.budget = budget;
    this.maxInputBytes = maxInputBytes;
  }

  /**
   * Opens the edge slices of a bundle and offers them; one that is loaded stays as it is. What is
   * offered already is served meanwhile.
   *
   * @param name of the bundle, for messages
   * @throws ScissionLiteException if a slice cannot be run, or the budget does not allow it
   */
  public void load(String name, Bundle bundle) {
    synchronized (loading) {
      if (isLoaded(bundle.manifest().id())) {
        return;
      }
      Budget.Cost cost = Budget.Cost.of(bundle, options);
      take(cost, name);
      LoadedBundle loaded;
      try {
        loaded = LoadedBundle.open(bundle, engine, options);
      } catch (Throwable e) {
        giveBack(cost);
        throw e;
      }
      offer(loaded, name);
    }
  }

  private synchronized void take(Budget.Cost cost, String name) {
    if (closed) {
      throw new ScissionLiteException("the edge is being stopped");
    }
    budget.require(taken, cost, name);
    taken = taken.plus(cost);
  }

  private synchronized void giveBack(Budget.Cost cost) {
    taken = new Budget.Cost(taken.sessions() - cost.sessions(), taken.bytes() - cost.bytes());
  }

  private void offer(LoadedBundle loaded, String name) {
    if (loaded.maxInputBytes() > maxInputBytes) {
      release(loaded);
      throw new ScissionLiteException(
          "bundle '%s' takes requests of %d bytes, this edge takes %d; start it with a larger --max-request"
              .formatted(name, loaded.maxInputBytes(), maxInputBytes));
    }
    boolean late;
    synchronized (this) {
      late = closed;
      if (!late) {
        List<LoadedBundle> all = new ArrayList<>(List.of(loaded));
        all.addAll(offered);
        all.sort(NEWEST_FIRST);
        offered = List.copyOf(all);
      }
    }
    if (late) {
      release(loaded);
      throw new ScissionLiteException("the edge is being stopped");
    }
  }

  private void release(LoadedBundle bundle) {
    if (bundle.release()) {
      giveBack(bundle.cost());
    }
  }

  /** Whether a bundle is offered. */
  public boolean isLoaded(String id) {
    return offered.stream().anyMatch(bundle -> bundle.id().equals(id));
  }

  /** Offers a bundle no longer; it is closed when no request holds it. */
  public void unload(String id) {
    withdraw(bundle -> bundle.id().equals(id));
  }

  private void withdraw(Predicate<LoadedBundle> which) {
    List<LoadedBundle> gone;
    synchronized (this) {
      gone = offered.stream().filter(which).toList();
      offered = offered.stream().filter(which.negate()).toList();
    }
    gone.forEach(this::release);
  }

  /** The names of all models, those of the newest bundle first. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    offered.forEach(bundle -> names.addAll(bundle.names()));
    return names;
  }

  /** The names of the models of one bundle; empty if it is not loaded. */
  public List<String> names(String id) {
    return offered.stream()
        .filter(bundle -> bundle.id().equals(id))
        .findFirst()
        .map(LoadedBundle::names)
        .orElse(List.of());
  }

  /** The largest request that makes sense for one of the models, in bytes of tensors. */
  public long maxInputBytes() {
    return offered.stream().mapToLong(LoadedBundle::maxInputBytes).max().orElse(0);
  }

  /**
   * A model to answer one request with.
   *
   * @param version the id of its bundle; empty for any
   * @param bundle the id of the bundle that the device runs; empty where it does not tell
   * @throws io.grpc.StatusRuntimeException NOT_FOUND, with what there is, for an unknown name or
   *     version; FAILED_PRECONDITION if the device's bundle is not loaded
   */
  public Lease lease(String name, String version, String bundle) {
    while (true) {
      List<LoadedBundle> serving =
          offered.stream().filter(each -> each.model(name) != null).toList();
      List<String> ids = serving.stream().map(LoadedBundle::id).toList();
      LoadedBundle found = find(serving, ids, name, version, bundle);
      if (found.hold()) {
        return new Lease(found.model(name), ids, () -> release(found));
      }
      // It was unloaded at this moment, and is no longer among those that are offered.
    }
  }

  private LoadedBundle find(
      List<LoadedBundle> serving, List<String> ids, String name, String version, String bundle) {
    if (serving.isEmpty()) {
      throw StatusErrors.of(
          Status.Code.NOT_FOUND, UsageException.unknownName("model", name, names()).getMessage());
    }
    if (!version.isEmpty() && !ids.contains(version)) {
      throw StatusErrors.of(
          Status.Code.NOT_FOUND,
          "model '%s' has the versions %s, not '%s'".formatted(name, ids, version));
    }
    for (LoadedBundle each : serving) {
      if ((version.isEmpty() || each.id().equals(version))
          && (bundle.isEmpty() || each.id().equals(bundle))) {
        return each;
      }
    }
    throw StatusErrors.of(
        Status.Code.FAILED_PRECONDITION,
        "edge slice %s: expected a request of bundle %s, got one of bundle %s; device and edge run different bundles"
            .formatted(name, String.join(" or ", ids), bundle));
  }

  /** Takes no more bundles and offers none; each is closed when no request holds it. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    withdraw(any -> true);
  }
}
