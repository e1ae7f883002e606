package org.scissionlite.cli.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics as they were at one time.
 *
 * @param nanos when, of {@link System#nanoTime}
 * @param samples by their names
 */
record Scrape(long nanos, Map<String, List<Sample>> samples) {
  /**
   * A longer line is none of ours; regular expressions need stack for each character of a label.
   */
  private static final int LONGEST_LINE = 1000;

  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:]\\w*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One value. */
  record Sample(Map<String, String> labels, double value) {
    boolean has(Map<String, String> wanted) {
      return labels.entrySet().containsAll(wanted.entrySet());
    }
  }

  /** Reads Prometheus's text format; lines that are none, or too long, are passed over. */
  static Scrape of(String text, long nanos) {
    Map<String, List<Sample>> samples = new HashMap<>();
    text.lines()
        .filter(line -> line.length() <= LONGEST_LINE)
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(
            line ->
                samples
                    .computeIfAbsent(line.group(1), name -> new ArrayList<>())
                    .add(new Sample(labels(line.group(2)), value(line.group(3)))));
    return new Scrape(nanos, samples);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(text == null ? "" : text);
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return labels;
  }

  private static double value(String text) {
    try {
      return Double.parseDouble(text.replace("+Inf", "Infinity"));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The sum of all values with these labels. */
  double sum(String name, Map<String, String> labels) {
    return samples.getOrDefault(name, List.of()).stream()
        .filter(sample -> sample.has(labels))
        .mapToDouble(Sample::value)
        .sum();
  }

  boolean has(String name) {
    return samples.containsKey(name);
  }

  /** The values of a label, sorted. */
  Set<String> values(String name, String label) {
    Set<String> values = new TreeSet<>();
    samples
        .getOrDefault(name, List.of())
        .forEach(sample -> values.add(sample.labels().getOrDefault(label, "")));
    return values;
  }
}
