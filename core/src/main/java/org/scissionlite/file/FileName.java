package org.scissionlite.file;

/** Names of files that hold a text of any length, such as the name of an operator. */
public final class FileName {
  private static final int LONGEST = 80;
  private static final int HASH_DIGITS = 8;

  private FileName() {}

  /**
   * A part of a file name that is valid everywhere: other characters than letters, digits, . _ + -
   * become _, and a long one is shortened, so that two of them and an ending make a file name.
   */
  public static String of(String text) {
    return shortened(text.replaceAll("[^A-Za-z0-9._+-]", "_"), text);
  }

  /** A file name that is short enough to be made longer; equal ones only for equal names. */
  static String shortened(String name) {
    return shortened(name, name);
  }

  /** Its beginning, and a hash of the text that it stands for. */
  private static String shortened(String name, String text) {
    int longest = isAscii(name) ? LONGEST : LONGEST / 2;
    return name.length() <= longest
        ? name
        : name.substring(0, longest - HASH_DIGITS - 1)
            + "-"
            + Sha256.of(text).substring(0, HASH_DIGITS);
  }

  private static boolean isAscii(String name) {
    return name.chars().allMatch(letter -> letter < 128);
  }
}
