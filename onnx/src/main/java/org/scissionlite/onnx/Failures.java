package org.scissionlite.onnx;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/** One-line reasons of failures that others report. */
final class Failures {
  private static final int MOST_CHARACTERS = 400;
  private static final Pattern ERROR_CODE = Pattern.compile("^Error code - \\w+ - message: ");

  private Failures() {}

  /** Why something failed, without line breaks and places in somebody's source. */
  static String reason(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "access is denied";
    }
    String message = String.valueOf(failure.getMessage());
    String line = ERROR_CODE.matcher(message).replaceFirst("").replaceAll("\\s+", " ").strip();
    return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
  }
}
