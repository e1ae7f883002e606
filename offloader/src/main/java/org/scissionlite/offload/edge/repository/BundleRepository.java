package org.scissionlite.offload.edge.repository;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scissionlite.bundle.Bundle;
import org.scissionlite.bundle.BundleReader;
import org.scissionlite.bundle.signature.TrustedKeys;
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
  private final TrustedKeys trusted;
  private final Handover handover;
  private volatile Map<String, RepositoryEntry> entries = Map.of();

  /**
   * Knows nothing yet.
   *
   * @param trusted whose bundles it takes into service
   * @param handover how long a version that was replaced stays in service, so that devices have
   *     time to fetch the new one
   */
  public BundleRepository(BundleRegistry registry, TrustedKeys trusted, Duration handover) {
    this.trusted = trusted;
    this.registry = registry;
    this.handover = new Handover(handover, System::nanoTime);
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
   * @throws ScissionLiteException if it cannot be loaded, or nobody has signed it who is trusted
   */
  public synchronized void add(Bundle bundle) {
    bundle.manifest().requireSigned(trusted, bundle.folder().toString());
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
   * Takes into service what lies in an entry's folder now. If it is another version, the old one
   * leaves it a while later, or when its room is needed. If it fails, the old one goes on.
   *
   * @throws ScissionLiteException if it cannot be loaded
   */
  synchronized RepositoryEntry load(String name) {
    RepositoryEntry entry = require(name);
    try {
      Bundle bundle = BundleReader.open(entry.folder(), trusted);
      makeRoomAndLoad(name, bundle);
      RepositoryEntry loaded = entry.inService(bundle);
      put(loaded);
      entry.served().map(old -> old.manifest().id()).ifPresent(id -> handover.begin(name, id));
      sweep();
      return loaded;
    } catch (ScissionLiteException e) {
      put(entry.failed(e.getMessage()));
      throw e;
    }
  }

  private void makeRoomAndLoad(String name, Bundle bundle) {
    try {
      registry.load(name, bundle);
    } catch (ScissionLiteException e) {
      List<String> leaving = handover.all();
      if (leaving.isEmpty()) {
        throw e;
      }
      leaving.forEach(this::withdraw);
      registry.load(name, bundle);
    }
  }

  /** Takes versions out of service whose time has come. */
  public synchronized void sweep() {
    handover.over().forEach(this::withdraw);
  }

  private RepositoryEntry require(String name) {
    RepositoryEntry entry = entries.get(name);
    if (entry == null) {
      throw UsageException.unknownName("bundle", name, entries.keySet());
    }
    return entry;
  }

  /** Takes a version out of service, unless a folder of another name holds it, too. */
  private void withdraw(String id) {
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
    handover.of(name).forEach(this::withdraw);
    entry.served().map(bundle -> bundle.manifest().id()).ifPresent(this::withdraw);
  }

  /** Knows an entry no longer. */
  synchronized void remove(String name) {
    RepositoryEntry entry = require(name);
    Map<String, RepositoryEntry> others = new TreeMap<>(entries);
    others.remove(name);
    entries = Collections.unmodifiableMap(others);
    handover.of(name).forEach(this::withdraw);
    entry.served().map(bundle -> bundle.manifest().id()).ifPresent(this::withdraw);
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
