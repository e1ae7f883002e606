package org.scissionlite.cli.source;

import java.nio.file.Files;
import java.nio.file.Path;
import org.scissionlite.error.UsageException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the path of a folder, which is there or will be written; refuses a file. */
public final class FolderPath implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    try {
      return of(value);
    } catch (UsageException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /**
   * The path of a folder.
   *
   * @throws UsageException for a file
   */
  public static Path of(String value) {
    Path path = Path.of(value);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UsageException("'%s' is a file; expected a folder".formatted(value));
    }
    return path;
  }
}
