package org.scissionlite.offload.edge.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.FileName;
import org.scissionlite.offload.edge.registry.BundleRegistry;
import org.scissionlite.offload.wire.WireNames;

/**
 * The bundles that an edge knows, by name, each in a folder, in service or not. What changes is
 * changed by one thread at a time; everybody may look meanwhile, however long a loading takes.
 */
public final class BundleRepository {
  private final BundleRegistry registry;
  private volatile Map<String, RepositoryEntry> entries = Map.of();

  /** Knows nothing yet. */
  public BundleRepository(BundleRegistry registry) {
    this.registry = registry;
  }

  /** The name of the bundle in a folder: the folder's, of letters, digits, ".", "_", "+", "-". */
  public static String nameOf(Path folder) {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return FileName.of(name == null ? "bundle" : name.toString());
  }

  /**
   * Knows a bundle from now on, and has it in service.
   *
   * @throws UsageException if another folder's has its name
   * @throws ScissionLiteException if it cannot be loaded
   */
  public synchronized void add(Bundle bundle) {
    RepositoryEntry entry = known(bundle.folder());
    registry.load(entry.name(), bundle);
    put(entry.inService(bundle));
  }

  /**
   * Knows a folder from now on; the entry that it has already, if it has one.
   *
   * @throws UsageException if another folder has its name
   */
  synchronized RepositoryEntry known(Path folder) {
    String name = nameOf(folder);
    RepositoryEntry entry = entries.get(name);
    if (entry == null) {
      entry = new RepositoryEntry(name, folder, Optional.empty(), false, "not loaded yet");
      put(entry);
    }
    if (!entry.folder().equals(folder)) {
      throw new UsageException(
          "two bundles are both named '%s', in %s and %s; rename a folder"
              .formatted(name, entry.folder(), folder));
    }
    return entry;
  }

  /**
   * Takes into service what lies in an entry's folder now; then, if it is another version, the old
   * one out of it. If that fails, the old one goes on.
   *
   * @throws ScissionLiteException if it cannot be loaded
   */
  synchronized RepositoryEntry load(String name) {
    RepositoryEntry entry = require(name);
    try {
      Bundle bundle = BundleReader.open(entry.folder());
      registry.load(name, bundle);
      RepositoryEntry loaded = entry.inService(bundle);
      put(loaded);
      entry.served().ifPresent(this::withdraw);
      return loaded;
    } catch (ScissionLiteException e) {
      put(entry.failed(e.getMessage()));
      throw e;
    }
  }

  private RepositoryEntry require(String name) {
    RepositoryEntry entry = entries.get(name);
    if (entry == null) {
      throw UsageException.unknownName("bundle", name, entries.keySet());
    }
    return entry;
  }

  /** Takes a version out of service, unless a folder of another name holds it, too. */
  private void withdraw(Bundle bundle) {
    String id = bundle.manifest().id();
    boolean needed =
        entries.values().stream()
            .flatMap(entry -> entry.served().stream())
            .anyMatch(served -> served.manifest().id().equals(id));
    if (!needed) {
      registry.unload(id);
    }
  }

  /** Takes an entry's bundle out of service; it stays known. */
  synchronized void unload(String name, String reason) {
    RepositoryEntry entry = require(name);
    put(entry.outOfService(reason));
    entry.served().ifPresent(this::withdraw);
  }

  /** Knows an entry no longer. */
  synchronized void remove(String name) {
    RepositoryEntry entry = require(name);
    Map<String, RepositoryEntry> others = new TreeMap<>(entries);
    others.remove(name);
    entries = Collections.unmodifiableMap(others);
    entry.served().ifPresent(this::withdraw);
  }

  private void put(RepositoryEntry entry) {
    Map<String, RepositoryEntry> all = new TreeMap<>(entries);
    all.put(entry.name(), entry);
    entries = Collections.unmodifiableMap(all);
  }

  /** All entries, in the order of their names. */
  public List<RepositoryEntry> entries() {
    return new ArrayList<>(entries.values());
  }

  /** The entry of a name, if there is one. */
  public Optional<RepositoryEntry> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /**
   * The names of the entries that a client means: the bundle of that name, or all bundles that hold
   * a model of that name.
   *
   * @throws UsageException if there are none; lists the names of the bundles
   */
  List<String> named(String name) {
    if (entries.containsKey(name)) {
      return List.of(name);
    }
    List<String> holding =
        entries.values().stream()
            .filter(entry -> entry.bundle().filter(bundle -> holds(bundle, name)).isPresent())
            .map(RepositoryEntry::name)
            .toList();
    if (holding.isEmpty()) {
      throw UsageException.unknownName("bundle", name, entries.keySet());
    }
    return holding;
  }

  private static boolean holds(Bundle bundle, String model) {
    return WireNames.modelName(bundle.manifest()).equals(model)
        || bundle.manifest().scenarios().stream()
            .anyMatch(scenario -> WireNames.modelName(bundle.manifest(), scenario).equals(model));
  }

  /** The models of a version in service. */
  List<String> models(Bundle bundle) {
    return registry.names(bundle.manifest().id());
  }
}
