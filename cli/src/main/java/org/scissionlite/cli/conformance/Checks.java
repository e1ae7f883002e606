package org.scissionlite.cli.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What was tried, and what came of it. */
final class Checks {
  private static final int MOST_CHARACTERS = 100;

  private final List<Row> rows = new ArrayList<>();

  /**
   * One thing that was tried.
   *
   * @param face "gRPC" or "REST"
   * @param what the call, with what is special about it
   * @param passed whether the answer was the standard's
   * @param found what was not; empty if it passed
   */
  record Row(String face, String what, boolean passed, String found) {}

  /** Tries something; what it returns or throws says what is wrong, and an empty text nothing. */
  void check(String face, String what, Callable<String> trial) {
    String problem;
    try {
      problem = trial.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "interrupted";
    } catch (Exception e) {
      problem = String.valueOf(e.getMessage() == null ? e : e.getMessage());
    }
    String line = problem.replaceAll("\\s+", " ");
    String brief =
        line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
    rows.add(new Row(face, what, problem.isEmpty(), brief));
  }

  /** An empty text if something holds, and what is wrong otherwise. */
  static String holds(boolean condition, String problem) {
    return condition ? "" : problem;
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  long failed() {
    return rows.stream().filter(row -> !row.passed()).count();
  }
}
