package org.scissionlite.offload.edge.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.offload.wire.WireNames;

/**
 * A bundle whose edge slices are open, until nobody holds it any more: it counts the registry and
 * every request that is being answered. Its models by name: every scenario, and the first one under
 * the model's own name, too.
 */
final class LoadedBundle {
  private final Manifest manifest;
  private final Budget.Cost cost;
  private final Closer closer;
  private final Map<String, ServedModel> models = new LinkedHashMap<>();
  private final AtomicInteger holders = new AtomicInteger(1);

  private LoadedBundle(Bundle bundle, SessionOptions options, Closer closer) {
    this.manifest = bundle.manifest();
    this.cost = Budget.Cost.of(bundle, options);
    this.closer = closer;
  }

  /**
   * Opens all edge slices of a bundle; held by the caller.
   *
   * @throws ScissionLiteException if one of them cannot be run
   */
  static LoadedBundle open(Bundle bundle, Engine engine, SessionOptions options) {
    if (bundle.manifest().scenarios().isEmpty()) {
      throw new ScissionLiteException(
          "bundle '%s' has no scenario; prepare one with a cut".formatted(bundle.folder()));
    }
    return Closer.build(
        closer -> {
          LoadedBundle loaded = new LoadedBundle(bundle, options, closer);
          for (SplitScenario scenario : bundle.manifest().scenarios()) {
            loaded.add(closer.own(ServedModel.open(bundle, scenario, engine, options)));
          }
          ServedModel first = loaded.models.values().iterator().next();
          loaded.models.putIfAbsent(WireNames.modelName(bundle.manifest()), first);
          return loaded;
        });
  }

  private void add(ServedModel model) {
    if (models.putIfAbsent(model.name(), model) != null) {
      throw new ScissionLiteException(
          "two scenarios of the bundle are both served as '%s'; rename one"
              .formatted(model.name()));
    }
  }

  String id() {
    return manifest.id();
  }

  Manifest manifest() {
    return manifest;
  }

  Budget.Cost cost() {
    return cost;
  }

  List<String> names() {
    return List.copyOf(models.keySet());
  }

  /** The model of a name; null where it has none. */
  ServedModel model(String name) {
    return models.get(name);
  }

  /** The largest request that makes sense for one of its models, in bytes of tensors. */
  long maxInputBytes() {
    return models.values().stream().mapToLong(ServedModel::maxInputBytes).max().orElse(0);
  }

  /** Counts one more holder; false if it is closed already, or about to be. */
  boolean hold() {
    return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** One holder less; the last one closes the slices. Whether this was the last one. */
  boolean release() {
    if (holders.decrementAndGet() > 0) {
      return false;
    }
    closer.close();
    return true;
  }
}
