package org.scissionlite.onnx.proto;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/** One-line reasons of failures that others report. */
public final class FailureReasons {
  private static final int MOST_CHARACTERS = 400;
  private static final Pattern SOURCE_PLACE =
      Pattern.compile("\\S*onnxruntime_src/\\S+ .*?\\) (\\[ONNXRuntimeError\\] : \\d+ : \\w+ : )?");
  private static final Pattern ERROR_CODE = Pattern.compile("^Error code - \\w+ - message: ");

  private FailureReasons() {}

  /** Why something failed, without line breaks and places in somebody's source. */
  public static String reason(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "access is denied";
    }
    String message = String.valueOf(failure.getMessage());
    String line = oneLine(ERROR_CODE.matcher(message).replaceFirst(""));
    line = SOURCE_PLACE.matcher(line).replaceAll("");
    return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
  }

  /** A text without line breaks and other control characters: names in a file may hold any. */
  public static String oneLine(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }
}
