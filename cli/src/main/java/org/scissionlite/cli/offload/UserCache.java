package org.scissionlite.cli.offload;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where programs keep for a user what they can fetch again. */
final class UserCache {
  private UserCache() {}

  /** The folder of this program. */
  static Path folder() {
    return folder(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  /** The same for another environment. */
  static Path folder(Map<String, String> environment, String system, String home) {
    String name = system.toLowerCase(Locale.ROOT);
    Path base;
    if (name.startsWith("windows")) {
      base = Path.of(environment.getOrDefault("LOCALAPPDATA", home));
    } else if (name.startsWith("mac")) {
      base = Path.of(home, "Library", "Caches");
    } else {
      String given = environment.getOrDefault("XDG_CACHE_HOME", "");
      base = given.startsWith("/") ? Path.of(given) : Path.of(home, ".cache");
    }
    return base.resolve("scissionlite");
  }
}
