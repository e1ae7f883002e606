package org.scissionlite.cli.source;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the path of a folder, which is there or will be written; refuses a file. */
public final class FolderPath implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    Path path = Path.of(value);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new TypeConversionException("'%s' is a file; expected a folder".formatted(value));
    }
    return path;
  }
}
