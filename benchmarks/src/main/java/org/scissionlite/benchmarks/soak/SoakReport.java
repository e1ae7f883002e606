package org.scissionlite.benchmarks.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a soak found.
 *
 * @param answers lines that the device printed
 * @param seconds how long it ran
 * @param growths by what was measured, such as "device, resident"
 * @param percent how far each may grow
 */
record SoakReport(long answers, double seconds, Map<String, Growth> growths, double percent) {
  static SoakReport of(
      long answers, double seconds, Map<String, List<MemorySample>> samples, double percent) {
    Map<String, Growth> growths = new LinkedHashMap<>();
    samples.forEach(
        (side, those) -> {
          growths.put(side + ", resident", Growth.of(those, MemorySample::residentBytes));
          growths.put(side + ", native", Growth.of(those, MemorySample::nativeBytes));
        });
    return new SoakReport(answers, seconds, growths, percent);
  }

  boolean isFlat() {
    return growths.values().stream().allMatch(growth -> growth.isFlat(percent));
  }

  /** A line for each growth. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d answers in %.1f min, %.1f a second",
            answers,
            seconds / 60,
            answers / seconds));
    growths.forEach((what, growth) -> lines.add(what + ": " + growth.text()));
    return String.join("\n", lines);
  }

  /** One line that says whether it holds. */
  String verdict() {
    if (isFlat()) {
      return String.format(Locale.ROOT, "flat: nothing grew by more than %.1f %%", percent);
    }
    List<String> grown = new ArrayList<>();
    growths.forEach(
        (what, growth) -> {
          if (!growth.isFlat(percent)) {
            grown.add(
                String.format(
                    Locale.ROOT,
                    "%s: %s, %.1f MB are allowed",
                    what,
                    growth.text(),
                    growth.allowedBytes(percent) / 1e6));
          }
        });
    return "NOT FLAT: " + String.join("; ", grown);
  }
}
