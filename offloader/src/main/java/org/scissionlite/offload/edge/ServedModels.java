package org.scissionlite.offload.edge;

import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.SplitScenario;
import org.scissionlite.engine.Closer;
import org.scissionlite.engine.Engine;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.wire.ProbeMessages;
import org.scissionlite.offload.wire.WireNames;

/** The models that an edge serves, by name: every scenario, and the default one twice. */
final class ServedModels implements AutoCloseable {
  /** Room for all of a request but the contents of its tensors: names, types, parameters. */
  private static final long ENVELOPE_BYTES = 64 * 1024;

  private final Map<String, ServedModel> byName = new LinkedHashMap<>();
  private final Closer closer;

  private ServedModels(Closer closer) {
    this.closer = closer;
  }

  /**
   * Opens all edge slices of a bundle.
   *
   * @throws ScissionLiteException if one of them cannot be run
   */
  static ServedModels open(Bundle bundle, Engine engine, EdgeOptions options) {
    if (bundle.manifest().scenarios().isEmpty()) {
      throw new ScissionLiteException(
          "bundle '%s' has no scenario; prepare one with a cut".formatted(bundle.folder()));
    }
    return Closer.build(
        closer -> {
          ServedModels models = new ServedModels(closer);
          for (SplitScenario scenario : bundle.manifest().scenarios()) {
            models.add(closer.own(ServedModel.open(bundle, scenario, engine, options)));
          }
          ServedModel first = models.byName.values().iterator().next();
          models.byName.putIfAbsent(WireNames.modelName(bundle.manifest()), first);
          return models;
        });
  }

  /** No models at all. */
  static ServedModels none() {
    return new ServedModels(new Closer());
  }

  private void add(ServedModel model) {
    if (byName.putIfAbsent(model.name(), model) != null) {
      throw new ScissionLiteException(
          "two scenarios of the bundle are both served as '%s'; rename one"
              .formatted(model.name()));
    }
  }

  Set<String> names() {
    return byName.keySet();
  }

  /**
   * The model of a name.
   *
   * @param version empty for any
   * @throws io.grpc.StatusRuntimeException NOT_FOUND, with the names that exist
   */
  ServedModel find(String name, String version) {
    ServedModel model = byName.get(name);
    if (model == null) {
      throw StatusErrors.of(
          Status.Code.NOT_FOUND,
          UsageException.unknownName("model", name, byName.keySet()).getMessage());
    }
    if (!version.isEmpty() && !version.equals(WireNames.MODEL_VERSION)) {
      throw StatusErrors.of(
          Status.Code.NOT_FOUND,
          "model '%s' has version %s only, not '%s'"
              .formatted(name, WireNames.MODEL_VERSION, version));
    }
    return model;
  }

  /** The largest request that makes sense for one of the models, or for a probe of the link. */
  int maxRequestBytes() {
    long inputs = byName.values().stream().mapToLong(ServedModel::maxInputBytes).max().orElse(0);
    long largest = Math.max(inputs, ProbeMessages.MOST_BYTES);
    return (int) Math.min(Integer.MAX_VALUE, largest + ENVELOPE_BYTES);
  }

  @Override
  public void close() {
    closer.close();
  }
}
