package org.scissionlite.cli.source;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the path of a file, which is there or will be written; refuses a folder. */
public final class FilePath implements ITypeConverter<Path> {
  @Override
  public Path convert(String value) {
    Path path = Path.of(value);
    if (Files.isDirectory(path)) {
      throw new TypeConversionException("'%s' is a folder; expected a file".formatted(value));
    }
    return path;
  }
}
