package org.scissionlite.offload.edge.repository;

import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.bundle.Bundle;

/**
 * A bundle that an edge knows.
 *
 * @param name under which it is offered: that of its folder
 * @param folder where it lies
 * @param bundle the version that was opened last, if there was one
 * @param isLoaded whether that version is in service
 * @param reason why it is not, or why its folder's present content is not
 */
public record RepositoryEntry(
    String name, Path folder, Optional<Bundle> bundle, boolean isLoaded, String reason) {
  RepositoryEntry inService(Bundle loaded) {
    return new RepositoryEntry(name, folder, Optional.of(loaded), true, "");
  }

  RepositoryEntry outOfService(String why) {
    return new RepositoryEntry(name, folder, bundle, false, why);
  }

  /** The same, with a failure to load what lies in the folder now. */
  RepositoryEntry failed(String why) {
    return new RepositoryEntry(name, folder, bundle, isLoaded, why);
  }

  /** The version in service, if there is one. */
  public Optional<Bundle> served() {
    return bundle.filter(any -> isLoaded);
  }
}
