package org.scissionlite.cli.terminal;

import java.util.Collection;
import java.util.stream.Collectors;

/** Writes command lines that a person can copy into a shell. */
public final class ShellWords {
  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  private ShellWords() {}

  /** The words with spaces between them, each quoted where a shell would change it. */
  public static String line(Collection<?> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  /** One word, such as 'my model.onnx'; as it is where it needs no quotes. */
  public static String quoted(Object word) {
    String text = String.valueOf(word);
    return text.matches(PLAIN) ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
