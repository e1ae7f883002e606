package org.scissionlite.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this software, as the build file says it. */
public final class BuildVersion {
  private static final String FILE = "version.properties";

  private BuildVersion() {}

  /** The version, such as "0.1.0-SNAPSHOT". */
  public static String get() {
    try (InputStream in = BuildVersion.class.getResourceAsStream(FILE)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file '%s' is broken".formatted(FILE), e);
    }
  }
}
